import { momentOf, wallClock } from '../time/zonedTime.ts';

/** A calendar day, 1 for January and the first. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

const HOUR = 3_600_000;
/** When a day's work is due that was given no time. */
const DUE_HOUR = 17;
/** When work that slept comes back. */
const MORNING_HOUR = 9;
const LATER_HOURS = 3;
const EARLIEST_YEAR = 1_900;
const LATEST_YEAR = 9_998;

/** That day at the time the due date had, so that moving a date keeps its hour. */
export function dueOn(day: Day, dueAt: string | null, timeZone: string): string {
  const { hour, minute } =
    dueAt === null ? { hour: DUE_HOUR, minute: 0 } : wallClock(new Date(dueAt), timeZone);
  return momentOf({ ...day, hour, minute }, timeZone).toISOString();
}

/** Today, tomorrow, and the Monday after this week. */
export function dueDays(now: Date, timeZone: string) {
  const today = dayOf(now, timeZone);
  return { today, tomorrow: plusDays(today, 1), nextWeek: nextMonday(today) } as const;
}

/** When a customer may come back; `laterToday` is null when the day has no hours left for it. */
export function snoozeTimes(now: Date, timeZone: string) {
  const { today, tomorrow, nextWeek } = dueDays(now, timeZone);
  const later = new Date(Math.ceil((now.getTime() + LATER_HOURS * HOUR) / HOUR) * HOUR);
  return {
    laterToday: writeDay(dayOf(later, timeZone)) === writeDay(today) ? later : null,
    tomorrow: morningOf(tomorrow, timeZone),
    nextWeek: morningOf(nextWeek, timeZone),
  } as const;
}

export function morningOf(day: Day, timeZone: string): Date {
  return momentOf({ ...day, hour: MORNING_HOUR, minute: 0 }, timeZone);
}

/** `2026-11-24` as `<input type="date">` has it; null when it is no day that can be kept. */
export function readDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return null;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const read = { year, month, day };
  const isInRange = year >= EARLIEST_YEAR && year <= LATEST_YEAR;
  return isInRange && writeDay(plusDays(read, 0)) === text ? read : null;
}

/** A day as `<input type="date">` has it. */
export function writeDay({ year, month, day }: Day): string {
  const pad = (number: number, digits = 2) => String(number).padStart(digits, '0');
  return [pad(year, 4), pad(month), pad(day)].join('-');
}

export function dayOf(moment: Date, timeZone: string): Day {
  const { year, month, day } = wallClock(moment, timeZone);
  return { year, month, day };
}

function plusDays({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function nextMonday(today: Day): Day {
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  return plusDays(today, (8 - weekday) % 7 || 7);
}
