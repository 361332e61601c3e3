import { expect, test } from 'vitest';
import { wholeBatches } from '@caseload/scripts/prove/checks/batches.ts';
import type { Evidence } from '@caseload/scripts/prove/evidence/evidence.ts';
import type { Call } from '@caseload/scripts/prove/history/call.ts';
import { action, call, evidence, row, tokenOf } from './story.ts';

const wrongs = (found: Evidence) => wholeBatches.run(found).violations.map(({ what }) => what);

const batch = (
  seen: Call['seen'],
  more: Partial<Call> = {},
  mode: 'all-or-nothing' | 'best-effort' = 'all-or-nothing',
) =>
  call(
    1,
    { kind: 'batch', customers: [tokenOf('c', 1), tokenOf('d', 1)], assignedTo: 'e', mode },
    { operation: 'op-1', seen, ...more },
  );
const moved = (id: string, customer: string, version = 2) =>
  action(id, `changed b ${customer}`, {
    customer,
    version,
    batch: 'b',
    changes: [{ field: 'assignedTo', from: null, to: 'e' }],
  });
const batches = new Map([['b', 'op-1']]);
const both = { batch: { id: 'b', changed: 2, skipped: [] } };

test('a batch that is there whole', () => {
  expect(
    wrongs(evidence({ calls: [batch(both)], batches, actions: [moved('a1', 'c'), moved('a2', 'd')] })),
  ).toEqual([]);
});

test('a batch that is half there, not there, or there although it was refused', () => {
  expect(wrongs(evidence({ calls: [batch(both)], batches, actions: [moved('a1', 'c')] }))).toEqual([
    'batch op-1: it said 2 changed, 1 did',
  ]);
  expect(wrongs(evidence({ calls: [batch(both)] }))).toEqual([
    'batch op-1: it was acknowledged and is not there',
  ]);
  const refused = batch(
    { refusedFor: [{ id: 'd', reason: 'changed' }] },
    { status: 409, problem: 'batch-refused' },
  );
  expect(wrongs(evidence({ calls: [refused], batches, actions: [moved('a1', 'c')] }))).toEqual([
    'batch op-1: it was refused and changed 1 customers',
  ]);
});

test('all or nothing that left somebody out, and a change of another version', () => {
  const half = { batch: { id: 'b', changed: 1, skipped: [{ id: 'd', reason: 'archived' }] } };
  expect(wrongs(evidence({ calls: [batch(half)], batches, actions: [moved('a1', 'c')] }))).toEqual([
    'batch op-1: all or nothing, and 1 were left out',
  ]);
  const found = evidence({ calls: [batch(both)], batches, actions: [moved('a1', 'c', 3), moved('a2', 'd')] });
  expect(wrongs(found)).toEqual(['batch op-1: customer c became version 3 from 1']);
});

test('a customer left out as changed by nobody', () => {
  const half = { batch: { id: 'b', changed: 1, skipped: [{ id: 'd', reason: 'changed' }] } };
  const found = (actions: Evidence['actions']) =>
    evidence({ calls: [batch(half, {}, 'best-effort')], batches, actions });
  expect(wrongs(found([moved('a1', 'c')]))).toEqual([
    'batch op-1: customer d was left out as changed and nobody changed it',
  ]);
  expect(wrongs(found([moved('a1', 'c'), action('a2', 'other', { customer: 'd', version: 2 })]))).toEqual([]);
});

test('a batch that is there twice, and one that names the same customer twice in place of another', () => {
  const none = {
    batch: {
      id: 'b',
      changed: 0,
      skipped: [
        { id: 'c', reason: 'changed' },
        { id: 'd', reason: 'changed' },
      ],
    },
  };
  const first = { ...moved('a1', 'c'), batch: 'a' };
  const twice = evidence({
    calls: [batch(none, {}, 'best-effort')],
    batches: new Map([
      ['a', 'op-1'],
      ['b', 'op-1'],
    ]),
    actions: [first, { ...moved('a2', 'd'), batch: 'a' }],
  });
  expect(wrongs(twice)).toEqual(['batch op-1: it is there 2 times']);
  const same = { batch: { id: 'b', changed: 1, skipped: [{ id: 'c', reason: 'changed' }] } };
  expect(
    wrongs(evidence({ calls: [batch(same, {}, 'best-effort')], batches, actions: [moved('a1', 'c')] })),
  ).toEqual(['batch op-1: 1 changed and 1 left of 2']);
});

test('left out as it was wished and was not, for a reason nobody gave, or refused for none', () => {
  const half = (reason: string) => ({ batch: { id: 'b', changed: 1, skipped: [{ id: 'd', reason }] } });
  const before = (assignedTo: string) => [row(1, {}), row(1, { assignedTo }, 'd')];
  const found = (reason: string, had: string) =>
    evidence({
      calls: [batch(half(reason), {}, 'best-effort')],
      batches,
      before: before(had),
      actions: [moved('a1', 'c')],
    });
  expect(wrongs(found('unchanged', 'e'))).toEqual([]);
  expect(wrongs(found('unchanged', 'f'))).toEqual([
    "batch op-1: customer d was left out as unchanged and was another's",
  ]);
  expect(wrongs(found('not-found', 'f'))).toEqual(['batch op-1: customer d was left out as not-found']);
  const refused = batch({ refusedFor: [] }, { status: 409, problem: 'batch-refused' });
  expect(wrongs(evidence({ calls: [refused] }))).toEqual(['batch op-1: it was refused for no reason']);
});
