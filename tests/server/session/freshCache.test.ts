import { expect, test } from 'vitest';
import { currentDeadline, Deadline, runWithin } from '@caseload/db/kernel/deadline.ts';
import { FreshCache } from '@caseload/server/session/freshCache.ts';

test('many who ask at once are one question, whose time is not that of whoever came first', async () => {
  const cache = new FreshCache<string>({ ttlMs: 60_000, max: 10 });
  const { promise, resolve } = Promise.withResolvers<string>();
  let asked = 0;
  let leftMs = 0;
  const load = () => {
    asked += 1;
    leftMs = currentDeadline()?.leftMs ?? 0;
    return promise;
  };
  const answers = [1, 10_000, 10_000].map((ms) => runWithin(new Deadline(ms), () => cache.get('key', load)));
  resolve('value');
  expect(await Promise.all(answers)).toEqual(['value', 'value', 'value']);
  expect(asked).toBe(1);
  expect(leftMs).toBeGreaterThan(1_000);
});

test('what was being read when it was forgotten is given to who waits, and not remembered', async () => {
  const cache = new FreshCache<string>({ ttlMs: 60_000, max: 10 });
  const { promise, resolve } = Promise.withResolvers<string>();
  const early = cache.get('key', () => promise);
  cache.forget('key');
  resolve('old');
  expect(await early).toBe('old');
  expect(await cache.get('key', () => Promise.resolve('new'))).toBe('new');
  expect(await cache.get('key', () => Promise.reject(new Error('not asked')))).toBe('new');
});

test('a failure is nobody else’s later', async () => {
  const cache = new FreshCache<string>({ ttlMs: 60_000, max: 10 });
  await expect(cache.get('key', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await cache.get('key', () => Promise.resolve('whole'))).toBe('whole');
});
