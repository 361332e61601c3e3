import { expect, test } from 'vitest';
import {
  dueDays,
  dueOn,
  morningOf,
  readDay,
  snoozeTimes,
  writeDay,
} from '@caseload/client/assignedWork/changeTimes.ts';

const BERLIN = 'Europe/Berlin';

test('days are those of the person', () => {
  const late = new Date('2026-11-21T23:30:00Z');
  expect(dueDays(late, BERLIN)).toEqual({
    today: { year: 2026, month: 11, day: 22 },
    tomorrow: { year: 2026, month: 11, day: 23 },
    nextWeek: { year: 2026, month: 11, day: 23 },
  });
  expect(dueDays(late, 'America/New_York').nextWeek).toEqual({ year: 2026, month: 11, day: 23 });
  expect(dueDays(new Date('2026-11-23T12:00:00Z'), BERLIN).nextWeek.day).toBe(30);
});

test('a moved due date keeps its hour, also over a change of clocks', () => {
  const day = { year: 2026, month: 3, day: 30 };
  expect(dueOn(day, '2026-03-27T09:15:00.000000Z', BERLIN)).toBe('2026-03-30T08:15:00.000Z');
  expect(dueOn(day, null, BERLIN)).toBe('2026-03-30T15:00:00.000Z');
});

test('snoozed work comes back in the morning, later today only while there is time', () => {
  const noon = snoozeTimes(new Date('2026-11-20T10:20:00Z'), BERLIN);
  expect(noon.laterToday?.toISOString()).toBe('2026-11-20T14:00:00.000Z');
  expect(noon.tomorrow.toISOString()).toBe('2026-11-21T08:00:00.000Z');
  expect(noon.nextWeek.toISOString()).toBe('2026-11-23T08:00:00.000Z');
  expect(snoozeTimes(new Date('2026-11-20T21:00:00Z'), BERLIN).laterToday).toBeNull();
  expect(morningOf({ year: 2026, month: 7, day: 1 }, BERLIN).toISOString()).toBe('2026-07-01T07:00:00.000Z');
});

test.each(['', '2026-02-30', '2026-13-01', '1899-12-31', '9999-01-01', '26-1-1', 'tomorrow'])(
  '“%s” is no day',
  (text) => {
    expect(readDay(text)).toBeNull();
  },
);

test('a day is read as it is written', () => {
  expect(readDay('2028-02-29')).toEqual({ year: 2028, month: 2, day: 29 });
  expect(writeDay({ year: 2026, month: 1, day: 5 })).toBe('2026-01-05');
});
