import { expect, test } from 'vitest';
import { formatAgo, formatDay, formatDayAndTime, formatExactly } from '@caseload/client/time/formatTime.ts';

const now = new Date('2026-11-21T12:00:00Z');
const utc = { language: 'en', timeZone: 'UTC' };

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
  expect(formatAgo(new Date(at), now, utc)).toBe(text);
});

test('days and hours are those of the zone', () => {
  const late = new Date('2026-11-21T23:30:00Z');
  expect(formatDay(late, { language: 'en', timeZone: 'Asia/Tokyo' })).toBe('22 Nov 2026');
  expect(formatDay(late, { language: 'en', timeZone: 'America/New_York' })).toBe('21 Nov 2026');
  expect(formatDayAndTime(late, { language: 'en', timeZone: 'Europe/Berlin' })).toBe('22 Nov 2026, 00:30');
  expect(formatExactly(late, { language: 'en', timeZone: 'Europe/Berlin' })).toContain('CET');
});

test('other languages write their own way', () => {
  const berlin = { language: 'de', timeZone: 'Europe/Berlin' };
  expect(formatDay(now, berlin)).toBe('21. Nov. 2026');
  expect(formatAgo(new Date('2026-11-21T11:55:00Z'), now, berlin)).toBe('vor 5 Minuten');
});
