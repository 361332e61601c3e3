import { expect, test } from 'vitest';
import { makeBatchGate } from '@caseload/server/batches/batchGate.ts';
import { ProblemError } from '@caseload/server/http/problemError.ts';

/** A task that lasts until it is told to end. */
function task(name: string, log: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return {
    end: () => resolve(name),
    fail: () => reject(new Error(name)),
    run: () => {
      log.push(name);
      return promise;
    },
  };
}

test('few run at once, the others in the order they came, also past one that fails', async () => {
  const log: string[] = [];
  const gate = makeBatchGate({ atOnce: 2, waitMs: 60_000 });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => task(name, log));
  const running = [a, b, c, d].map((one) => gate.run(one?.run ?? (() => Promise.reject())));
  await Promise.resolve();
  expect(log).toEqual(['a', 'b']);
  b?.fail();
  await expect(running[1]).rejects.toThrow('b');
  await expect.poll(() => log).toEqual(['a', 'b', 'c']);
  a?.end();
  c?.end();
  await expect.poll(() => log).toEqual(['a', 'b', 'c', 'd']);
  d?.end();
  expect(await Promise.all([running[0], running[2], running[3]])).toEqual(['a', 'c', 'd']);
  expect(await gate.run(() => Promise.resolve('free again'))).toBe('free again');
});

test('who waits too long is told so, was not begun, and takes nobody’s place', async () => {
  const log: string[] = [];
  const gate = makeBatchGate({ atOnce: 1, waitMs: 20 });
  const first = task('first', log);
  const running = gate.run(first.run);
  const late = gate.run(task('late', log).run);
  await expect(late).rejects.toThrow(ProblemError);
  await expect(late).rejects.toMatchObject({ type: 'busy', extras: { retryAfterSeconds: 5 } });
  first.end();
  await running;
  expect(await gate.run(() => Promise.resolve('next'))).toBe('next');
  expect(log).toEqual(['first']);
});
