import { describe, expect, test } from 'vitest';
import type { Check } from '@caseload/scripts/prove/checks/check.ts';
import { fold } from '@caseload/scripts/prove/checks/fold.ts';
import { images } from '@caseload/scripts/prove/checks/images.ts';
import { oneWinner } from '@caseload/scripts/prove/checks/oneWinner.ts';
import { refusedAbsent } from '@caseload/scripts/prove/checks/refusedAbsent.ts';
import { resolved } from '@caseload/scripts/prove/checks/resolved.ts';
import { versions } from '@caseload/scripts/prove/checks/versions.ts';
import { writtenOnce } from '@caseload/scripts/prove/checks/writtenOnce.ts';
import type { SeenAction } from '@caseload/scripts/prove/history/call.ts';
import type { Evidence } from '@caseload/scripts/prove/evidence/evidence.ts';
import { action, change, comment, evidence, notes, row, shownAs, tokenOf, update } from './story.ts';

const wrongs = (check: Check, found: Evidence) => check.run(found).violations.map(({ what }) => what);
const create = () => change('a1', 'seed', 1);
const lost = { status: undefined, loss: 'cut', seen: {} } as const;
const busy = { status: 503, problem: 'busy', seen: {} } as const;

/** Two updates and a comment, of which one update needed two tries. */
const good = () =>
  evidence({
    calls: [
      update(1, 'op-1', 1, 'one'),
      update(2, 'op-2', 2, 'two', lost),
      update(3, 'op-2', 2, 'two'),
      comment(4, 'op-3', 'hello'),
      update(5, 'op-4', 1, 'late', { status: 409, problem: 'conflict' }),
    ],
    actions: [
      create(),
      change('a2', 'op-1', 2, notes('', 'one')),
      change('a3', 'op-2', 3, notes('one', 'two')),
      action('a4', 'op-3', { comment: 'hello' }),
    ],
    rows: [row(3, { notes: 'two' })],
  });

test.each([writtenOnce, refusedAbsent, versions, images, fold, oneWinner, resolved])(
  'a good history has nothing against “$name”, and something was looked at',
  (check) => {
    const { checked, violations } = check.run(good());
    expect(violations).toEqual([]);
    expect(checked).toBeGreaterThan(0);
  },
);

/** The good history with other actions. */
const withActions = (change_: (actions: Evidence['actions']) => Evidence['actions']): Evidence => {
  const found = good();
  return { ...found, actions: change_(found.actions) };
};

describe('written once', () => {
  test('an acknowledged update that is not in the trail', () => {
    const found = withActions((actions) => actions.filter(({ id }) => id !== 'a3'));
    expect(wrongs(writtenOnce, found)).toEqual(['update op-2 is in the trail 0 times']);
    expect(writtenOnce.run(found).violations[0]?.lines).toEqual([2, 3]);
  });

  test('a comment that is there a second time under another operation id', () => {
    const found = withActions((actions) => [...actions, action('a5', 'op-3 again', { comment: 'hello' })]);
    expect(wrongs(writtenOnce, found)).toEqual(['the comment “hello” is in the trail 2 times']);
  });

  test('an update that wrote something else, or without its text', () => {
    const other = withActions((actions) => [
      ...actions.filter(({ id }) => id !== 'a3'),
      change('a3', 'op-2', 3, notes('one', '2')),
    ]);
    expect(wrongs(writtenOnce, other)).toEqual(['update op-2: its action sets notes to something else']);
    const empty = withActions((actions) => [
      ...actions.filter(({ id }) => id !== 'a3'),
      change('a3', 'op-2', 3),
    ]);
    expect(wrongs(writtenOnce, empty)).toEqual(['update op-2: its action changes nothing']);
  });

  test('an update of several fields of which one was lost, and one that was as wished before', () => {
    const asked = { kind: 'update', base: tokenOf('c', 2), set: { notes: 'two', phone: '1' } } as const;
    const calls = good().history.calls.map((one) =>
      one.operation === 'op-2' ? { ...one, meaning: asked } : one,
    );
    const found = { ...good(), history: { calls, faults: [] } };
    expect(wrongs(writtenOnce, found)).toEqual(['update op-2: its phone was not written']);
    const had = new Map([['c', row(1, { notes: '', phone: '1' })]]);
    expect(wrongs(writtenOnce, { ...found, before: had })).toEqual([]);
  });
});

describe('nothing unasked', () => {
  test('a refused write that is in the trail', () => {
    const found = withActions((actions) => [...actions, change('a5', 'op-4', 4, notes('two', 'late'))]);
    expect(wrongs(refusedAbsent, found)).toEqual(['update op-4 was answered 409 and is in the audit trail']);
  });

  test('an action that nobody asked for', () => {
    const found = withActions((actions) => [...actions, change('a5', 'op-9', 4, notes('two', 'x'))]);
    expect(wrongs(refusedAbsent, found)).toEqual(['update a5 of customer c (version 4) was asked by nobody']);
  });

  test('401 after a try that may have been done refuses nothing', () => {
    const calls = [
      comment(1, 'op-1', 'hello', busy),
      comment(2, 'op-1', 'hello', { status: 401, problem: 'unauthenticated' }),
    ];
    const found = evidence({ calls, actions: [action('a1', 'op-1', { comment: 'hello' })] });
    expect(wrongs(refusedAbsent, found)).toEqual([]);
    expect(wrongs(resolved, found)).toEqual(['comment op-1 is still unknown after 2 tries']);
  });
});

describe('versions', () => {
  test('a gap, a twin, a row that is ahead of its trail, and a trail out of order', () => {
    expect(
      wrongs(
        versions,
        withActions((actions) => actions.filter(({ version }) => version !== 2)),
      ),
    ).toEqual(['customer c has version 3 where 2 belongs']);
    expect(
      wrongs(
        versions,
        withActions((actions) => [...actions, change('a5', 'x', 3)]),
      ),
    ).toEqual([
      'customer c has version 3 where 4 belongs',
      'customer c: version 4 is recorded before the one below it',
    ]);
    expect(wrongs(versions, { ...good(), rows: new Map([['c', row(4, { notes: 'two' })]]) })).toEqual([
      'customer c is at version 4 with 3 actions',
    ]);
    const turned = withActions((actions) =>
      actions.map((one) => (one.version === 1 ? { ...one, position: 1_000_000 } : one)),
    );
    expect(wrongs(versions, turned)).toEqual(['customer c: version 2 is recorded before the one below it']);
  });
});

describe('images and fold', () => {
  test('a before-image that nobody left', () => {
    const found = withActions((actions) => [
      ...actions.filter(({ id }) => id !== 'a3'),
      change('a3', 'op-2', 3, notes('other', 'two')),
    ]);
    expect(wrongs(images, found)).toEqual([
      'customer c, version 3: notes was "one", the action says "other"',
    ]);
  });

  test('a row that is not what its actions made, or not what the API shows', () => {
    expect(wrongs(fold, { ...good(), rows: new Map([['c', row(3, { notes: 'one' })]]) })).toEqual([
      'customer c differs from the fold of its actions in notes',
    ]);
    expect(wrongs(fold, { ...good(), apiRows: new Map([['c', row(2, { notes: 'two' })]]) })).toEqual([
      'customer c differs from the API in version, updatedAt',
    ]);
    const shows = (...shown: SeenAction[]) => ({ ...good(), apiTrails: new Map([['c', shown]]) });
    const all = good().actions.map(shownAs).toReversed();
    expect(wrongs(fold, shows(...all))).toEqual([]);
    expect(wrongs(fold, shows(...all.slice(0, 3)))).toEqual([
      'the trail of customer c has 4 actions and the API shows others (3)',
    ]);
    const another = all.map((one) => (one.id === 'a3' ? { ...one, content: 'another' } : one));
    expect(wrongs(fold, shows(...another))).toEqual([
      'the trail of customer c has 4 actions and the API shows others (4)',
    ]);
  });
});

test('a customer that is gone', () => {
  expect(wrongs(fold, { ...good(), rows: new Map() })).toEqual(['customer c is not there any more']);
});

describe('one winner', () => {
  test('two who changed the same version', () => {
    const found = evidence({
      calls: [update(1, 'op-1', 1, 'one'), update(2, 'op-2', 1, 'two')],
      actions: [change('a2', 'op-1', 2, notes('', 'one')), change('a3', 'op-2', 3, notes('one', 'two'))],
    });
    expect(wrongs(oneWinner, found)).toEqual([
      'version 1 of customer c has two winners',
      'a change of version 1 of customer c became version 3',
    ]);
  });
});
