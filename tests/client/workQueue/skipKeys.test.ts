import { createSkipKeys } from '@caseload/client/workQueue/skipKeys.ts';
import { expect, test } from 'vitest';

test('a skip keeps its id until it is done, and another reason or customer has another one', () => {
  let made = 0;
  const keys = createSkipKeys(() => `key-${++made}`);
  const first = keys.of('bakery', 'Not reached');
  expect(keys.of('bakery', 'Too early')).not.toBe(first);
  expect(keys.of('butcher', 'Not reached')).not.toBe(first);
  expect(keys.of('bakery', 'Not reached')).toBe(first);
  keys.settle('bakery', 'Too early');
  expect(keys.of('bakery', 'Not reached')).toBe(first);
  keys.settle('bakery', 'Not reached');
  expect(keys.of('bakery', 'Not reached')).not.toBe(first);
});
