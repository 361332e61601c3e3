import { expect, test } from 'vitest';
import { formatAgo, formatDay } from '@caseload/client/time/formatTime.ts';

const now = new Date('2026-11-21T12:00:00Z');

test.each([
  ['2026-11-21T11:59:01Z', null],
  ['2026-11-21T12:00:30Z', null],
  ['2026-11-21T11:59:00Z', '1 minute ago'],
  ['2026-11-21T11:00:01Z', '59 minutes ago'],
  ['2026-11-21T11:00:00Z', '1 hour ago'],
  ['2026-11-20T12:00:00Z', '1 day ago'],
  ['2026-11-14T12:00:01Z', '6 days ago'],
  ['2026-11-12T12:00:00Z', '12 Nov 2026'],
])('%s reads %s', (at, text) => {
  expect(formatAgo(new Date(at), now, 'en')).toBe(text);
});

test('other languages write their own way', () => {
  expect(formatDay(now, 'de')).toBe('21. Nov. 2026');
});
