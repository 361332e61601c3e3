import { expect, test } from 'vitest';
import { dueState, startOfDay } from '@caseload/client/time/dueDay.ts';

const noon = new Date('2026-11-21T11:00:00Z');

test.each([
  ['2026-11-20T22:59:59Z', 'overdue'],
  ['2026-11-20T23:00:00Z', 'today'],
  ['2026-11-21T22:59:59Z', 'today'],
  ['2026-11-21T23:00:00Z', 'tomorrow'],
  ['2026-11-22T23:00:00Z', 'later'],
])('seen in Berlin at noon of 21 November, %s is %s', (dueAt, state) => {
  expect(dueState(dueAt, noon, 'Europe/Berlin')).toBe(state);
});

test('the person’s zone decides, whatever the device says', () => {
  const dueAt = '2026-11-21T12:00:00Z';
  const now = new Date('2026-11-21T05:30:00Z');
  expect(dueState(dueAt, now, 'America/Los_Angeles')).toBe('tomorrow');
  expect(dueState(dueAt, now, 'Asia/Tokyo')).toBe('today');
  expect(dueState(dueAt, now, 'Pacific/Kiritimati')).toBe('tomorrow');
});

test('days of 25 and 23 hours are still one day', () => {
  expect(dueState('2026-10-26T12:00:00Z', new Date('2026-10-24T22:30:00Z'), 'Europe/Berlin')).toBe(
    'tomorrow',
  );
  expect(dueState('2026-03-29T21:59:00Z', new Date('2026-03-28T23:00:00Z'), 'Europe/Berlin')).toBe('today');
  expect(dueState('2026-03-29T22:00:00Z', new Date('2026-03-28T23:00:00Z'), 'Europe/Berlin')).toBe(
    'tomorrow',
  );
});

test.each([
  ['Europe/Berlin', '2026-10-25T12:00:00Z', 0, '2026-10-24T22:00:00.000Z', 'the day of 25 hours'],
  ['Europe/Berlin', '2026-10-25T12:00:00Z', 1, '2026-10-25T23:00:00.000Z', 'the day after it'],
  ['Europe/Berlin', '2026-03-29T12:00:00Z', 1, '2026-03-29T22:00:00.000Z', 'after the day of 23 hours'],
  ['Europe/Berlin', '2026-12-31T12:00:00Z', 1, '2026-12-31T23:00:00.000Z', 'another year'],
  [
    'America/Santiago',
    '2026-09-06T12:00:00Z',
    0,
    '2026-09-06T04:00:00.000Z',
    'no midnight: 01:00 comes in its place',
  ],
  [
    'Africa/Cairo',
    '2026-04-24T12:00:00Z',
    0,
    '2026-04-23T22:00:00.000Z',
    'no midnight: 01:00 comes in its place',
  ],
  ['Atlantic/Azores', '2026-10-25T12:00:00Z', 0, '2026-10-25T00:00:00.000Z', 'two midnights: the first'],
  ['America/Havana', '2026-11-01T12:00:00Z', 0, '2026-11-01T04:00:00.000Z', 'two midnights: the first'],
  ['Asia/Kathmandu', '2026-11-21T11:00:00Z', 0, '2026-11-20T18:15:00.000Z', 'an offset of 5:45'],
  ['Pacific/Kiritimati', '2026-11-21T11:00:00Z', 0, '2026-11-21T10:00:00.000Z', 'fourteen hours ahead'],
  ['Pacific/Pago_Pago', '2026-11-21T10:59:00Z', 0, '2026-11-20T11:00:00.000Z', 'eleven hours behind'],
])('in %s the day of %s plus %i begins at %s: %s', (timeZone, moment, plusDays, begins) => {
  expect(startOfDay(new Date(moment), timeZone, plusDays).toISOString()).toBe(begins);
});
