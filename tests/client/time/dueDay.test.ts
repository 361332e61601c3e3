import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dueState, startOfDay } from '@caseload/client/time/dueDay.ts';

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'));
afterEach(() => vi.unstubAllEnvs());

test.each([
  ['2026-11-20T22:59:59Z', 'overdue'],
  ['2026-11-20T23:00:00Z', 'today'],
  ['2026-11-21T22:59:59Z', 'today'],
  ['2026-11-21T23:00:00Z', 'tomorrow'],
  ['2026-11-22T23:00:00Z', 'later'],
])('seen in Berlin at noon of 21 November, %s is %s', (dueAt, state) => {
  expect(dueState(dueAt, new Date('2026-11-21T11:00:00Z'))).toBe(state);
});

test('a day of 25 hours is still one day', () => {
  expect(dueState('2026-10-26T12:00:00Z', new Date('2026-10-24T22:30:00Z'))).toBe('tomorrow');
  expect(startOfDay(new Date('2026-10-25T12:00:00Z'), 1).toISOString()).toBe('2026-10-25T23:00:00.000Z');
});
