import { momentOf, wallClock } from '../time/zonedTime.ts';

/** A calendar day as `2026-11-21`. */
export type Day = string;

/** The day it is in a time zone. */
export function dayOf(moment: Date, timeZone: string): Day {
  const { year, month, day } = wallClock(moment, timeZone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** The moment a day begins in a time zone: midnight, or what comes in its place. */
export function beginningOf(wanted: Day, timeZone: string): Date {
  const [year = 0, month = 0, day = 0] = wanted.split('-').map(Number);
  return momentOf({ year, month, day, hour: 0, minute: 0 }, timeZone);
}
