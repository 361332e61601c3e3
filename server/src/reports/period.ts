import type { AgeBucket, OverdueBucket, Report } from '@caseload/shared/reports/report.ts';
import { dayIn } from '@caseload/shared/time/dayIn.ts';
import { zoneClock } from '@caseload/shared/time/zonedTime.ts';

/** A calendar day as `2026-11-21`. */
type Day = string;
type Asked = { readonly from: Day; readonly to: Day; readonly timeZone: string };

/** The days of a report as moments, whatever the clocks did meanwhile. */
export type Calendar = {
  readonly period: Report['period'];
  /** Those that have begun. */
  readonly days: ReadonlyArray<{ readonly day: Day; readonly from: string; readonly before: string }>;
  /** When today began. */
  readonly today: string;
  /** Youngest first. */
  readonly ages: ReadonlyArray<Omit<AgeBucket, 'open'>>;
  /** Those overdue for the shortest time first. */
  readonly lateness: ReadonlyArray<Omit<OverdueBucket, 'overdue'>>;
};

/** In days, the first and the last included. */
const AGES = [
  [0, 0],
  [1, 2],
  [3, 7],
  [8, 14],
  [15, 30],
  [31, 90],
  [91, null],
] as const;
const LATENESS = [
  [1, 2],
  [3, 7],
  [8, 14],
  [15, 30],
  [31, null],
] as const;

export function calendarOf({ from, to, timeZone }: Asked, now: Date): Calendar {
  const today = dayIn(now, timeZone);
  const clock = zoneClock(timeZone);
  const startOf = (day: Day): string => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    const moment = clock({ year, month, day: date, hour: 0, minute: 0, second: 0, millisecond: 0 });
    return new Date(moment).toISOString().replace('Z', '000Z');
  };
  /** The first moment of the day so many days ago. */
  const ago = (days: number) => startOf(plusDays(today, -days));
  const all = daysBetween(from, to);
  const days = all.filter((day) => day <= today);
  return {
    period: { from, to, timeZone, daysToCome: all.length - days.length },
    days: days.map((day) => ({ day, from: startOf(day), before: startOf(plusDays(day, 1)) })),
    today: startOf(today),
    ages: AGES.map(([fromDays, toDays]) => ({
      fromDays,
      toDays,
      createdFrom: toDays === null ? null : ago(toDays),
      createdBefore: fromDays === 0 ? null : ago(fromDays - 1),
    })),
    lateness: LATENESS.map(([fromDays, toDays]) => ({
      fromDays,
      toDays,
      dueFrom: toDays === null ? null : ago(toDays),
      dueBefore: ago(fromDays - 1),
    })),
  };
}

function plusDays(day: Day, days: number): Day {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}
