import { expect, test } from 'vitest';
import { formatCount, formatPart } from '@caseload/client/imports/formatCount.ts';
import { pollPause } from '@caseload/client/imports/pollPause.ts';
import { partDone, partSpoken, secondsLeft } from '@caseload/client/imports/progress.ts';

test('the part done is never more than the whole, and nothing of an unknown whole', () => {
  expect(partDone({ done: 5, total: 0 })).toBe(0);
  expect(partDone({ done: 12, total: 10 })).toBe(1);
  expect(partDone({ done: 5, total: 10 })).toBe(0.5);
});

test('it is spoken of four times, however often it changes', () => {
  const spoken = Array.from({ length: 1_001 }, (_, done) => partSpoken({ done, total: 1_000 }));
  expect([...new Set(spoken)]).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test('the time to go is only told when it is known', () => {
  expect(secondsLeft({ done: 100, total: 1_000, rowsPerSecond: 300 })).toBe(3);
  expect(secondsLeft({ done: 0, total: 1_000, rowsPerSecond: 0 })).toBeNull();
  expect(secondsLeft({ done: 1_000, total: 900, rowsPerSecond: 50 })).toBeNull();
});

test('a long import does not use up the requests of a quarter of an hour', () => {
  let seconds = 0;
  let asked = 0;
  while (seconds < 15 * 60) {
    seconds += pollPause(asked) / 1_000;
    asked += 1;
  }
  expect(pollPause(0)).toBe(1_000);
  expect(asked).toBeLessThan(300);
});

test('numbers are those of the language, and only the end is 100%', () => {
  expect(formatCount(12_345, 'en')).toBe('12,345');
  expect(formatCount(12_345, 'de')).toBe('12.345');
  expect(formatPart(0.999, 'en')).toBe('99%');
  expect(formatPart(1, 'de')).toBe('100\u00a0%');
});
