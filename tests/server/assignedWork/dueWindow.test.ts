import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueWindowOf } from '@caseload/server/assignedWork/dueWindow.ts';
import { printSeed } from '../../support/print.ts';

const seed = printSeed();
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Havana',
  'America/Santiago',
  'America/Nuuk',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
];

const formats = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', calendar: 'gregory' }),
  ]),
);
/** `2026-11-21`: what a calendar on the wall shows at a moment. */
const dayAt = (moment: number, timeZone: string) => formats.get(timeZone)?.format(moment) ?? '';
const plusDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

const zone = fc.constantFrom(...ZONES);
// From 2012: before that the clocks of Newfoundland went back a minute after midnight, so a day began twice.
const anywhen = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2060, 0, 1) });
/** Hours around the nights in which clocks change, where a random moment hardly ever falls. */
const nearChange = fc
  .tuple(
    fc.constantFrom(
      Date.UTC(2018, 10, 4, 3), // São Paulo: midnight becomes one o'clock
      Date.UTC(2018, 1, 18, 2), // São Paulo: midnight becomes eleven
      Date.UTC(2026, 2, 29, 1), // Berlin, and Nuuk at its midnight
      Date.UTC(2026, 9, 25, 1),
      Date.UTC(2026, 2, 8, 5), // Havana: midnight becomes one o'clock
      Date.UTC(2026, 10, 1, 5), // Havana: one o'clock becomes midnight, so that midnight comes twice
      Date.UTC(2026, 8, 6, 4), // Santiago
      Date.UTC(2026, 3, 5, 3),
      Date.UTC(2026, 3, 4, 15), // Lord Howe, by half an hour
    ),
    fc.integer({ min: -40 * 3_600_000, max: 40 * 3_600_000 }),
  )
  .map(([change, away]) => change + away);
const moment = fc.oneof(anywhen, nearChange);

function windowOf(due: 'overdue' | 'today' | 'week' | 'none', now: number, timeZone: string) {
  const { from, before, none } = dueWindowOf({ due }, new Date(now), timeZone);
  return { from: Date.parse(from ?? ''), before: Date.parse(before ?? ''), none };
}

/** Whether a moment is the very first of a day in a zone. */
function expectStart(start: number, day: string, timeZone: string): void {
  expect(dayAt(start, timeZone)).toBe(day);
  expect(dayAt(start - 1, timeZone) < day).toBe(true);
}

describe('in every zone, whatever its clocks do', () => {
  test('today runs from its first moment to the first of tomorrow, and overdue ends where it begins', () => {
    fc.assert(
      fc.property(zone, moment, (timeZone, now) => {
        const today = dayAt(now, timeZone);
        const { from, before } = windowOf('today', now, timeZone);
        expectStart(from, today, timeZone);
        expectStart(before, plusDays(today, 1), timeZone);
        expect(from <= now && now < before).toBe(true);
        expect(windowOf('overdue', now, timeZone).before).toBe(from);
        expect(windowOf('overdue', now, timeZone).from).toBeNaN();
      }),
      { seed, numRuns: 2_000 },
    );
  });

  test('the week runs from today to the end of the coming Sunday', () => {
    fc.assert(
      fc.property(zone, moment, (timeZone, now) => {
        const today = dayAt(now, timeZone);
        const { from, before } = windowOf('week', now, timeZone);
        expectStart(from, today, timeZone);
        const end = dayAt(before, timeZone);
        expectStart(before, end, timeZone);
        expect(new Date(end).getUTCDay()).toBe(1);
        expect(end > today && end <= plusDays(today, 7)).toBe(true);
      }),
      { seed, numRuns: 1_000 },
    );
  });
});

test.each([
  ['today', 'Europe/Berlin', '2026-03-29T10:00:00Z', '2026-03-28T23:00', '2026-03-29T22:00'],
  ['today', 'America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T03:00', '2018-11-05T02:00'],
  ['today', 'America/Havana', '2026-11-01T12:00:00Z', '2026-11-01T04:00', '2026-11-02T05:00'],
  // The whole of the 30th was left out, so tomorrow is the 31st.
  ['today', 'Pacific/Apia', '2011-12-29T12:00:00Z', '2011-12-29T10:00', '2011-12-30T10:00'],
  ['week', 'UTC', '2026-11-21T12:00:00Z', '2026-11-21T00:00', '2026-11-23T00:00'],
  ['week', 'UTC', '2026-11-22T23:59:59Z', '2026-11-22T00:00', '2026-11-23T00:00'],
  ['week', 'UTC', '2026-11-23T00:00:00Z', '2026-11-23T00:00', '2026-11-30T00:00'],
  // Already Monday there.
  ['week', 'Pacific/Kiritimati', '2026-11-22T10:00:00Z', '2026-11-22T10:00', '2026-11-29T10:00'],
] as const)('%s in %s at %s: from %s to %s', (due, timeZone, now, from, before) => {
  expect(dueWindowOf({ due }, new Date(now), timeZone)).toEqual({
    from: `${from}:00.000Z`,
    before: `${before}:00.000Z`,
    none: false,
  });
});

test('days and moments narrow each other', () => {
  const asked = { dueFrom: '2026-11-20T09:00:00.000000Z', dueBefore: '2026-11-21T09:00:00.000000Z' };
  const now = new Date('2026-11-21T12:00:00Z');
  expect(dueWindowOf({ due: 'today', ...asked }, now, 'UTC')).toEqual({
    from: '2026-11-21T00:00:00.000Z',
    before: asked.dueBefore,
    none: false,
  });
  expect(dueWindowOf({ due: 'overdue', ...asked }, now, 'UTC')).toEqual({
    from: asked.dueFrom,
    before: '2026-11-21T00:00:00.000Z',
    none: false,
  });
  expect(dueWindowOf({ due: 'none' }, now, 'UTC')).toEqual({
    from: undefined,
    before: undefined,
    none: true,
  });
  expect(dueWindowOf({}, now, 'UTC')).toEqual({ from: undefined, before: undefined, none: false });
});
