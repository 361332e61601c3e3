import { ProblemError } from '@caseload/client/api/errors.ts';
import { type RunParts, runChanges } from '@caseload/client/assignedWork/selectionRun.ts';
import { expect, test } from 'vitest';
import { summaryRow as row } from './summaryRow.ts';

const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => row(`c${index}`));
const tooMany = new ProblemError({
  type: 'rate-limited',
  status: 429,
  title: 'too many',
  instance: 'r1',
  retryAfterSeconds: 60,
});

function run(parts: Partial<RunParts> & Pick<RunParts, 'rows'>) {
  const done: number[] = [];
  const result = runChanges({
    make: () => ({ status: 'closed' }),
    apply: async (customer) => ({ kind: 'saved', customer, back: { status: customer.status } }),
    onProgress: (count) => done.push(count),
    isCancelled: () => false,
    ...parts,
  });
  return { result, done };
}

test('everything is changed, never more than four at once, and says how far it is', async () => {
  let [now, most] = [0, 0];
  const { result, done } = run({
    rows: rowsOf(30),
    apply: async (customer) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return { kind: 'saved', customer, back: {} };
    },
  });
  expect((await result).saved).toHaveLength(30);
  expect(most).toBe(4);
  expect(done).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

test('few show at once what they will be, many only what they are', async () => {
  for (const [count, expected] of [
    [25, true],
    [26, false],
  ] as const) {
    const seen = new Set<boolean | undefined>();
    await run({
      rows: rowsOf(count),
      apply: async (customer, _, { isOptimistic }) => {
        seen.add(isOptimistic);
        return { kind: 'saved', customer, back: {} };
      },
    }).result;
    expect([...seen]).toEqual([expected]);
  }
});

test('what fails is told with its reason, and the others go on', async () => {
  const error = new Error('no');
  const { result } = run({
    rows: rowsOf(10),
    apply: async (customer, change) =>
      customer.id === 'c3'
        ? { kind: 'trouble', trouble: { kind: 'failed', change, error } }
        : { kind: 'saved', customer, back: {} },
  });
  const { saved, failed, untried } = await result;
  expect(saved).toHaveLength(9);
  expect(failed.map((one) => one.row.id)).toEqual(['c3']);
  expect(untried).toEqual([]);
});

test('when the server asks to wait, the rest is not tried', async () => {
  let calls = 0;
  const { result } = run({
    rows: rowsOf(40),
    apply: async (customer, change) => {
      calls += 1;
      if (calls <= 10) return { kind: 'saved', customer, back: {} };
      return { kind: 'trouble', trouble: { kind: 'failed', change, error: tooMany } };
    },
  });
  const { saved, failed, untried } = await result;
  expect(saved).toHaveLength(10);
  expect(failed.length).toBeLessThanOrEqual(4);
  expect(saved.length + failed.length + untried.length).toBe(40);
});

test('cancelled, it stops where it is', async () => {
  let calls = 0;
  const { result } = run({
    rows: rowsOf(40),
    apply: async (customer) => {
      calls += 1;
      return { kind: 'saved', customer, back: {} };
    },
    isCancelled: () => calls >= 8,
  });
  const { saved, untried } = await result;
  expect(saved.length + untried.length).toBe(40);
  expect(saved.length).toBeLessThan(12);
});
