import { DAY } from '@caseload/shared/time/zonedTime.ts';
import { momentOf, wallClock } from './zonedTime.ts';

export type DueState = 'overdue' | 'today' | 'tomorrow' | 'later';

/** Due dates are days to a person: overdue begins the day after, in the zone of whoever looks. */
export function dueState(dueAt: string, now: Date, timeZone: string): DueState {
  const days = dayNumber(new Date(dueAt), timeZone) - dayNumber(now, timeZone);
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : 'later';
}

/** When the zone's day of a moment began, or another day counted from it; midnight or what comes in its place. */
export function startOfDay(moment: Date, timeZone: string, plusDays = 0): Date {
  const { year, month, day } = wallClock(moment, timeZone);
  const wanted = new Date(Date.UTC(year, month - 1, day + plusDays));
  return momentOf(
    {
      year: wanted.getUTCFullYear(),
      month: wanted.getUTCMonth() + 1,
      day: wanted.getUTCDate(),
      hour: 0,
      minute: 0,
    },
    timeZone,
  );
}

/** Calendar days since 1970 in the zone, so that days of 23 and 25 hours count as one. */
function dayNumber(moment: Date, timeZone: string): number {
  const { year, month, day } = wallClock(moment, timeZone);
  return Date.UTC(year, month - 1, day) / DAY;
}
