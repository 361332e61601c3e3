import { expect, test } from 'vitest';
import { makeComputations } from '@caseload/server/reports/computations.ts';

/** Computations that end when they are told to. */
function makeDesk(limits = { atOnce: 2, waiting: 3 }) {
  const computations = makeComputations<string>(limits);
  const started: string[] = [];
  const ends = new Map<string, (value: string) => void>();
  const join = (organisation: string, name: string) =>
    computations.join(organisation, name, () => {
      started.push(name);
      const { promise, resolve } = Promise.withResolvers<string>();
      ends.set(name, resolve);
      return promise;
    });
  return { computations, started, join, end: (name: string) => ends.get(name)?.(`result of ${name}`) };
}

test('the same question is computed once for all who ask meanwhile, and anew afterwards', async () => {
  const { started, join, end } = makeDesk();
  const asked = [join('harbour', 'a'), join('harbour', 'a'), join('harbour', 'a')];
  expect(started).toEqual(['a']);
  end('a');
  for (const outcome of asked) expect(await outcome).toEqual({ kind: 'done', value: 'result of a' });
  void join('harbour', 'a');
  expect(started).toEqual(['a', 'a']);
});

test('the same question of another organisation is another one', () => {
  const { started, join } = makeDesk();
  void join('harbour', 'a');
  void join('northgate', 'a');
  expect(started).toEqual(['a', 'a']);
});

test('an organisation has one turn at a time, all together as many as there may be', async () => {
  const { started, join, end } = makeDesk();
  const first = join('harbour', 'a');
  void join('harbour', 'b');
  const other = join('northgate', 'c');
  void join('elsewhere', 'd');
  expect(started).toEqual(['a', 'c']);
  end('c');
  await other;
  await expect.poll(() => started).toEqual(['a', 'c', 'd']);
  // There was room before, but not for a second one of the same organisation.
  end('a');
  await first;
  await expect.poll(() => started).toEqual(['a', 'c', 'd', 'b']);
});

test('too many are refused, those who wait are not', async () => {
  const { started, join, end } = makeDesk({ atOnce: 1, waiting: 1 });
  const first = join('harbour', 'a');
  const second = join('harbour', 'b');
  expect(join('harbour', 'c')).toBeUndefined();
  expect(join('harbour', 'b')).toBe(second);
  end('a');
  await first;
  await expect.poll(() => started).toEqual(['a', 'b']);
});

test('a failure is told to all and does not keep the next from trying', async () => {
  const computations = makeComputations<string>({ atOnce: 1, waiting: 1 });
  const error = new Error('too slow');
  const fail = () => computations.join('harbour', 'a', () => Promise.reject(error));
  const both = [fail(), fail()];
  for (const outcome of both) expect(await outcome).toEqual({ kind: 'failed', error });
  const next = computations.join('harbour', 'a', () => Promise.resolve('better'));
  expect(await next).toEqual({ kind: 'done', value: 'better' });
});

test('closing waits for what is under way and gives up the rest', async () => {
  const { computations, started, join, end } = makeDesk({ atOnce: 1, waiting: 3 });
  void join('harbour', 'a');
  const waiting = join('harbour', 'b');
  const closed = computations.close();
  expect(join('harbour', 'c')).toBeUndefined();
  end('a');
  await closed;
  expect((await waiting)?.kind).toBe('failed');
  expect(started).toEqual(['a']);
});
