import { describe, expect, test } from 'vitest';
import { aftermath } from '@caseload/scripts/prove/checks/aftermath.ts';
import { answers } from '@caseload/scripts/prove/checks/answers.ts';
import { canaries } from '@caseload/scripts/prove/checks/canaries.ts';
import type { Check } from '@caseload/scripts/prove/checks/check.ts';
import { conflicts } from '@caseload/scripts/prove/checks/conflicts.ts';
import { processes } from '@caseload/scripts/prove/checks/processes.ts';
import { realTime } from '@caseload/scripts/prove/checks/realTime.ts';
import { sessions } from '@caseload/scripts/prove/checks/sessions.ts';
import { trailReads } from '@caseload/scripts/prove/checks/trailReads.ts';
import type { Evidence } from '@caseload/scripts/prove/evidence/evidence.ts';
import type { Call, SeenAction, SeenConflict } from '@caseload/scripts/prove/history/call.ts';
import { action, call, change, comment, evidence, notes, tokenOf, update } from './story.ts';

const wrongs = (check: Check, found: Evidence) => check.run(found).violations.map(({ what }) => what);
const shown = (id: string, version: number | null = null): SeenAction => ({
  id,
  version,
  content: '',
});
const readTrail = (line: number, actions: readonly SeenAction[], more: Partial<Call> = {}) =>
  call(line, { kind: 'readTrail', customer: 'c' }, { seen: { actions }, ...more });
const read = (line: number, version: number, more: Partial<Call> = {}) =>
  call(line, { kind: 'readCustomer', customer: 'c' }, { seen: { customer: tokenOf('c', version) }, ...more });

describe('real time', () => {
  test('a later answer never shows an older version; one under way may', () => {
    expect(wrongs(realTime, evidence({ calls: [read(1, 2), read(2, 2)] }))).toEqual([]);
    expect(wrongs(realTime, evidence({ calls: [read(1, 2), read(2, 1)] }))).toEqual([
      'customer c was shown at version 1 after version 2',
    ]);
    expect(
      wrongs(realTime, evidence({ calls: [read(1, 2), read(2, 1, { sentAt: 5, answeredAt: 30 })] })),
    ).toEqual([]);
  });

  test('a customer that was moved by a batch is never shown as it was before that', () => {
    const moving = {
      kind: 'batch',
      customers: [tokenOf('c', 1)],
      assignedTo: 'e',
      mode: 'best-effort',
    } as const;
    const moved = change('a1', 'changed b c', 2, { field: 'assignedTo', from: null, to: 'e' });
    const found = evidence({
      calls: [call(1, moving, { operation: 'op-1' }), read(2, 1)],
      actions: [{ ...moved, batch: 'b' }],
      batches: new Map([['b', 'op-1']]),
    });
    expect(wrongs(realTime, found)).toEqual(['customer c was shown at version 1 after version 2']);
  });

  test('what was sent after an acknowledgement stands behind it in the trail', () => {
    const calls = [comment(1, 'op-1', 'first'), comment(2, 'op-2', 'second')];
    const [first, second] = [action('a1', 'op-1'), action('a2', 'op-2')];
    expect(wrongs(realTime, evidence({ calls, actions: [first, second] }))).toEqual([]);
    const turned = [{ ...first, position: second.position + 1 }, second];
    expect(wrongs(realTime, evidence({ calls, actions: turned }))).toEqual([
      'customer c: comment a2 stands before what was acknowledged before it was sent',
    ]);
  });
});

describe('conflicts', () => {
  const told: SeenConflict = { field: 'notes', base: '', theirs: 'one' };
  const refused = (seen: Call['seen'], more: Partial<Call> = {}) =>
    update(5, 'op-2', 1, 'two', { status: 409, problem: 'conflict', seen, ...more });
  const changed = [change('a1', 'seed', 1), change('a2', 'op-1', 2, notes('', 'one'))];
  const found = (refusal: Call) =>
    evidence({ calls: [update(1, 'op-1', 1, 'one'), refusal], actions: changed });

  test('a justified one', () => {
    const seen = { customer: tokenOf('c', 2), conflicts: [told], alsoChanged: [] };
    expect(conflicts.run(found(refused(seen)))).toEqual({ checked: 1, violations: [] });
  });

  test('one that tells of no conflict at all', () => {
    expect(wrongs(conflicts, found(refused({}, { problem: 'operation-reused' })))).toEqual([
      '409 for version 1 of customer c: it tells of no conflict (operation-reused)',
    ]);
    expect(wrongs(conflicts, found(refused({})))).toHaveLength(1);
  });

  test('one without a change, one before the change was asked for, and one that tells something else', () => {
    expect(
      wrongs(conflicts, found(refused({ customer: tokenOf('c', 1), conflicts: [], alsoChanged: [] }))),
    ).toEqual(['409 for version 1 of customer c: the customer was at version 1, so there was no conflict']);
    const early = { sentAt: 1, answeredAt: 5 };
    const seen = { customer: tokenOf('c', 2), conflicts: [told], alsoChanged: [] };
    expect(wrongs(conflicts, found(refused(seen, early)))).toEqual([
      '409 for version 1 of customer c: version 2 was only asked for after the answer',
    ]);
    expect(wrongs(conflicts, found(refused({ ...seen, conflicts: [] })))).toEqual([
      '409 for version 1 of customer c: it does not tell that notes changed',
    ]);
    expect(wrongs(conflicts, found(refused({ ...seen, conflicts: [{ ...told, theirs: 'x' }] })))).toEqual([
      '409 for version 1 of customer c: it tells another change of notes',
    ]);
    const phone = { field: 'phone', base: null, theirs: '1' };
    expect(wrongs(conflicts, found(refused({ ...seen, alsoChanged: [phone] })))).toEqual([
      '409 for version 1 of customer c: it tells of a field that nobody changed',
    ]);
  });
});

describe('trail reads', () => {
  const actions = [change('a1', 'seed', 1), action('a2', 'op-1'), action('a3', 'op-2')];
  const written = [comment(1, 'op-1', 'one'), comment(2, 'op-2', 'two')];
  const with_ = (...reads: Call[]) => evidence({ calls: [...written, ...reads], actions });

  test('the whole trail, newest first', () => {
    expect(wrongs(trailReads, with_(readTrail(3, [shown('a3'), shown('a2'), shown('a1', 1)])))).toEqual([]);
  });

  test('a comment under way may be missing, one acknowledged or shown before may not', () => {
    const early = readTrail(3, [shown('a3'), shown('a1', 1)], { sentAt: 5, answeredAt: 25 });
    expect(wrongs(trailReads, with_(early))).toEqual([]);
    expect(wrongs(trailReads, with_(readTrail(3, [shown('a3'), shown('a1', 1)])))).toEqual([
      'trail of customer c: comment a2 was known before and is not shown',
    ]);
  });

  test('what vanishes, moves, comes too early or leaves out a version', () => {
    expect(
      wrongs(trailReads, with_(readTrail(3, [shown('gone'), shown('a3'), shown('a2'), shown('a1', 1)]))),
    ).toEqual(['trail of customer c: action gone was shown and is not there']);
    expect(wrongs(trailReads, with_(readTrail(3, [shown('a2'), shown('a3'), shown('a1', 1)])))).toEqual([
      'trail of customer c: action a3 was shown in another place',
    ]);
    const soon = readTrail(3, [shown('a2'), shown('a1', 1)], { sentAt: 1, answeredAt: 2 });
    expect(wrongs(trailReads, with_(soon))).toEqual([
      'trail of customer c: action a2 was shown before it was asked for',
    ]);
    expect(wrongs(trailReads, with_(readTrail(3, [shown('a3', 3), shown('a2'), shown('a1', 1)])))).toEqual([
      'trail of customer c: version 3 follows 1',
    ]);
  });
});

describe('sessions', () => {
  const who = (line: number, status: number) => call(line, { kind: 'whoAmI', session: 's' }, { status });
  const out = call(2, { kind: 'signOut', session: 's' }, { status: 204 });

  test('used before, refused after', () => {
    expect(wrongs(sessions, evidence({ calls: [who(1, 200), out, who(3, 401)] }))).toEqual([]);
  });

  test('used after its end, refused without an end, and back in the database', () => {
    expect(wrongs(sessions, evidence({ calls: [out, who(3, 200)] }))).toEqual([
      'session s was used after its end',
    ]);
    expect(wrongs(sessions, evidence({ calls: [who(1, 401), out] }))).toEqual([
      'session s was refused and nobody had ended it',
    ]);
    const back = evidence({ calls: [out], sessions: new Set(['d']), sessionDigests: new Map([['s', 'd']]) });
    expect(wrongs(sessions, back)).toEqual(['session s was ended and is in the database again']);
    const unanswered: Call = { ...out, status: undefined, loss: 'refused' };
    // It was asked of an app that was not there, and nothing says that it was done.
    expect(wrongs(sessions, { ...back, history: { calls: [unanswered], faults: [] } })).toEqual([]);
  });

  test('an end that was never acknowledged may have happened or not', () => {
    const lost = call(2, { kind: 'signOut', session: 's' }, { status: undefined, loss: 'cut' });
    expect(wrongs(sessions, evidence({ calls: [lost, who(3, 200), who(4, 401)] }))).toEqual([]);
  });

  test('refused once, it stays dead, also where nobody was told of its end', () => {
    const lost = call(2, { kind: 'signOut', session: 's' }, { status: undefined, loss: 'cut' });
    expect(wrongs(sessions, evidence({ calls: [lost, who(3, 401), who(4, 200)] }))).toEqual([
      'session s was used after its end',
    ]);
  });

  test('who is deactivated does not sign in again', () => {
    const gone = call(1, { kind: 'deactivate', employee: 'e', ended: ['s'] }, { operation: 'op-1' });
    const again = call(2, { kind: 'signIn', session: 't', employee: 'e' });
    expect(wrongs(sessions, evidence({ calls: [gone, again] }))).toEqual([
      'e signed in after being deactivated',
    ]);
  });
});

describe('answers, organisations, processes, aftermath', () => {
  const kill = { name: 'kill', from: 100, to: 200, cutsClients: true };
  const storm = { ...kill, name: 'storm', cutsClients: false };
  const cut = (sentAt: number) => call(1, { kind: 'other' }, { sentAt, status: undefined, loss: 'cut' });

  test('a cut connection is excused by an app that was killed, and by nothing else', () => {
    expect(wrongs(answers, evidence({ calls: [cut(150)], faults: [kill] }))).toEqual([]);
    expect(wrongs(answers, evidence({ calls: [cut(150)], faults: [storm] }))).toEqual([
      'other of somebody was cut while the app was meant to live (during storm)',
    ]);
    expect(wrongs(answers, evidence({ calls: [cut(5_000)], faults: [kill] }))).toHaveLength(1);
  });

  test('500, an error that is no problem, and an answer that took too long', () => {
    const status = (code: number, problem: string) => call(1, { kind: 'other' }, { status: code, problem });
    expect(wrongs(answers, evidence({ calls: [status(503, 'busy'), status(404, 'not-found')] }))).toEqual([]);
    expect(wrongs(answers, evidence({ calls: [status(500, 'internal')] }))).toEqual([
      'other of somebody was answered 500 (internal)',
    ]);
    expect(wrongs(answers, evidence({ calls: [status(404, 'not a problem: text/html')] }))).toEqual([
      'other of somebody was answered 404, not a problem: text/html',
    ]);
    expect(wrongs(answers, evidence({ calls: [call(1, { kind: 'other' }, { took: 8_500 })] }))).toEqual([
      'other of somebody took 8500 ms',
    ]);
    const batch = (took: number) =>
      call(
        1,
        { kind: 'trespass', organisation: 'other', isBatch: true },
        { took, status: 404, problem: 'not-found' },
      );
    expect(wrongs(answers, evidence({ calls: [batch(8_500)] }))).toEqual([]);
    expect(wrongs(answers, evidence({ calls: [batch(63_000)] }))).toHaveLength(1);
  });

  test('what people may do to customers who are there is refused by nobody', () => {
    const gone = { status: 404, problem: 'not-found', seen: {} } as const;
    const calls = [read(1, 1, gone), comment(2, 'op-1', 'hello', gone), update(3, 'op-2', 1, 'one', gone)];
    expect(wrongs(answers, evidence({ calls }))).toEqual([
      'readCustomer of somebody was refused with 404 (not-found)',
      'comment of somebody was refused with 404 (not-found)',
      'update of somebody was refused with 404 (not-found)',
    ]);
    expect(
      wrongs(answers, evidence({ calls: [comment(1, 'op-1', 'hello', { ...gone, status: 409 })] })),
    ).toHaveLength(1);
  });

  test('a foreign text, a trespass that worked, a change of the neighbour', () => {
    const found = evidence({
      calls: [
        call(1, { kind: 'other' }, { canaries: ['canary'] }),
        call(2, { kind: 'trespass', organisation: 'other', isBatch: false }),
        call(
          3,
          { kind: 'trespass', organisation: 'other', isBatch: false },
          { status: 404, problem: 'not-found' },
        ),
      ],
      neighbourChanges: ['customer n was changed'],
    });
    expect(wrongs(canaries, found)).toEqual([
      'somebody was shown canary',
      'somebody named what is not theirs and was answered 200',
      'customer n was changed',
    ]);
  });

  test('an app that ended, and one that left something open', () => {
    expect(wrongs(processes, evidence({ unaskedExits: [{ at: 5, how: 'exit code 1' }] }))).toEqual([
      'the app ended at 5 ms: exit code 1',
    ]);
    const memory = { rss: 0, used: 100 * 2 ** 20 };
    const quiet = {
      connections: 3,
      openTransactions: [],
      deadlocks: 0,
      memoryBefore: memory,
      memoryAfter: memory,
    };
    expect(wrongs(aftermath, evidence({ aftermath: quiet }))).toEqual([]);
    expect(wrongs(aftermath, evidence({ aftermath: { ...quiet, connections: 0 } }))).toEqual([
      'the app had no connection to look at after the last request',
    ]);
    const loud = {
      connections: 1,
      openTransactions: ['caseload-main: idle in transaction'],
      deadlocks: 2,
      memoryBefore: memory,
      memoryAfter: { rss: 0, used: 120 * 2 ** 20 },
    };
    expect(wrongs(aftermath, evidence({ aftermath: loud }))).toEqual([
      'caseload-main: idle in transaction after the last request',
      '2 deadlocks',
      'the app holds 120.0 MB, before the faults 100.0 MB',
    ]);
  });
});
