import { expect, test } from 'vitest';
import { holdUntilSeen } from '@caseload/scripts/prove/faults/holdUntilSeen.ts';

test('a fault that is seen at once still lasts as long as it is to', async () => {
  const from = performance.now();
  expect(await holdUntilSeen(300, () => Promise.resolve(true))).toBe(true);
  expect(performance.now() - from).toBeGreaterThanOrEqual(300);
});

test('one that comes late is waited for', async () => {
  const from = performance.now();
  const isThere = () => Promise.resolve(performance.now() - from > 250);
  expect(await holdUntilSeen(100, isThere)).toBe(true);
});

test('one that never comes is told as not seen', async () => {
  expect(await holdUntilSeen(20, () => Promise.resolve(false))).toBe(false);
});
