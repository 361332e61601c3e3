import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone } from '@caseload/shared/contracts/timeZone.ts';
import { type WallTime, zoneClock } from '@caseload/shared/time/zonedTime.ts';

const ZONES = [
  'UTC',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'Europe/London',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

const formats = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' }),
  ]),
);

const clocks = new Map(ZONES.map((timeZone) => [timeZone, zoneClock(timeZone)]));
const clockOf = (timeZone: string) => clocks.get(timeZone) ?? zoneClock(timeZone);

/** "2018-01-06 10:18:29", what the clocks of the zone show at a moment. */
const shown = (moment: number, zone: string) => formats.get(zone)?.format(moment);
const written = (wall: WallTime) => {
  const [year, ...rest] = [wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second];
  const [month, day, hour, minute, second] = rest.map((part) => String(part).padStart(2, '0'));
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
};
const wallAt = (text: string): WallTime => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[- :]/u).map(Number);
  return { year, month, day, hour, minute, second, millisecond: 0 };
};

const zone = fc.constantFrom(...ZONES);
const moment = fc.integer({ min: Date.UTC(1971, 0, 1) / 1_000, max: Date.UTC(2060, 0, 1) / 1_000 });
const hour = 3_600_000;

describe('a wall time in a zone', () => {
  test('is a moment at which Intl shows this time, the first of two when there are two', () => {
    fc.assert(
      fc.property(zone, moment, (timeZone, seconds) => {
        const wall = shown(seconds * 1_000, timeZone) ?? '';
        const found = clockOf(timeZone)(wallAt(wall));
        expect(shown(found, timeZone)).toBe(wall);
        expect(found).toBeLessThanOrEqual(seconds * 1_000);
      }),
      { numRuns: 2_000 },
    );
  });

  test('that the clocks skip moves forward by what was skipped, any other is shown again', () => {
    // Around the changes of the clocks, where a random moment hardly ever falls.
    const changes = [
      ['America/Los_Angeles', Date.UTC(2018, 2, 11, 10)],
      ['America/Los_Angeles', Date.UTC(2018, 10, 4, 9)],
      ['Europe/Berlin', Date.UTC(2026, 2, 29, 1)],
      ['Australia/Lord_Howe', Date.UTC(2018, 3, 7, 15)],
      ['Pacific/Apia', Date.UTC(2011, 11, 30, 10)],
      ['Africa/Casablanca', Date.UTC(2026, 2, 22, 2)],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.integer({ min: -36 * 3_600, max: 36 * 3_600 }),
        ([timeZone, change], seconds) => {
          const before = shown(change - 48 * hour, timeZone) ?? '';
          const start = Date.parse(`${before.replace(' ', 'T')}Z`) + 48 * hour + seconds * 1_000;
          const wall = wallAt(new Date(start).toISOString().slice(0, 19).replace('T', ' '));
          const clock = clockOf(timeZone);
          const found = clock(wall);
          const result = shown(found, timeZone);
          if (result === written(wall)) return;
          // Then it must be a time that no moment shows: the shown one is later, by the size of the gap.
          const around = Array.from({ length: 27 * 4 }, (_, i) => found + (i - 54) * 15 * 60_000);
          expect(around.map((at) => shown(at, timeZone))).not.toContain(written(wall));
          expect(String(result) > written(wall)).toBe(true);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test.each([
    ['America/Los_Angeles', '2018-01-06 10:18:29', '2018-01-06T18:18:29.000Z'],
    ['America/Los_Angeles', '2018-07-06 10:18:29', '2018-07-06T17:18:29.000Z'],
    // Clocks go from 02:00 to 03:00, so 02:30 does not exist.
    ['America/Los_Angeles', '2018-03-11 02:30:00', '2018-03-11T10:30:00.000Z'],
    // Clocks go from 02:00 back to 01:00, so 01:30 exists twice.
    ['America/Los_Angeles', '2018-11-04 01:30:00', '2018-11-04T08:30:00.000Z'],
    ['America/Los_Angeles', '2018-11-04 02:00:00', '2018-11-04T10:00:00.000Z'],
    // The whole day was skipped.
    ['Pacific/Apia', '2011-12-30 12:00:00', '2011-12-30T22:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-21 12:00:00', '2026-11-21T06:15:00.000Z'],
    ['Europe/Berlin', '1900-01-01 00:00:00', '1899-12-31T23:00:00.000Z'],
  ])('in %s: %s is %s', (timeZone, wall, iso) => {
    expect(new Date(zoneClock(timeZone)(wallAt(wall))).toISOString()).toBe(iso);
  });
});

test('only names that Intl knows are time zones', () => {
  expect(['America/Los_Angeles', 'UTC', 'europe/berlin'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['Los Angeles', '', 'PST8', 'Mars/Phobos'].map(isTimeZone)).toEqual([false, false, false, false]);
});
