import { expect, test } from 'vitest';
import { Gate } from '@caseload/server/http/gate.ts';
import { ProblemError } from '@caseload/server/http/problemError.ts';

test('so many at once, the others in the order they came, a failure lets the next one in', async () => {
  const gate = new Gate({ atOnce: 2 });
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = (number: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    order.push(number);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (number === 3) throw new Error('three');
    return number;
  };
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((number) => gate.run(work(number))));
  expect(order).toEqual([1, 2, 3, 4, 5, 6]);
  expect(most).toBe(2);
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(gate.isEmpty).toBe(true);
  expect(await gate.run(work(7))).toBe(7);
});

/** Work that lasts until it is told to end. */
function lasting(name: string, log: string[]) {
  const { promise, resolve } = Promise.withResolvers<string>();
  const run = () => {
    log.push(name);
    return promise;
  };
  return { run, end: () => resolve(name) };
}

test('who waits too long is told so, was not begun, and takes nobody’s place', async () => {
  const log: string[] = [];
  const gate = new Gate({ atOnce: 1, waitMs: () => 20, retryAfterSeconds: 5 });
  const first = lasting('first', log);
  const running = gate.run(first.run);
  const late = gate.run(lasting('late', log).run);
  await expect(late).rejects.toThrow(ProblemError);
  await expect(late).rejects.toMatchObject({ type: 'busy', extras: { retryAfterSeconds: 5 } });
  first.end();
  await running;
  expect(await gate.run(() => Promise.resolve('next'))).toBe('next');
  expect(log).toEqual(['first']);
});

test('who finds no place in the line is sent away at once', async () => {
  const log: string[] = [];
  const gate = new Gate({ atOnce: 1, places: 1 });
  const [first, second, third] = ['first', 'second', 'third'].map((name) => lasting(name, log));
  const running = [gate.run(first?.run ?? fail), gate.run(second?.run ?? fail)];
  await expect(gate.run(third?.run ?? fail)).rejects.toMatchObject({
    type: 'busy',
    extras: { retryAfterSeconds: 1 },
  });
  first?.end();
  second?.end();
  expect(await Promise.all(running)).toEqual(['first', 'second']);
  expect(log).toEqual(['first', 'second']);
});

const fail = () => Promise.reject(new Error('unreachable'));
