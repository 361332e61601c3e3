import type { ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import type { ActivitySearch, Period } from './activitySearch.ts';
import { addDays, beginningOf, dayOf } from './zonedDays.ts';

type Bounds = Pick<ActivityFilter, 'from' | 'before'>;

/** Whole days in the person's zone. Bounds that moved by the second would void every cursor. */
export function periodBounds(
  { period, from, to }: Pick<ActivitySearch, 'period' | 'from' | 'to'>,
  timeZone: string,
  now: Date,
): Bounds {
  if (period !== undefined) return presetBounds(period, timeZone, dayOf(now, timeZone));
  return {
    ...(from === undefined ? {} : { from: beginningOf(from, timeZone).toISOString() }),
    ...(to === undefined ? {} : { before: beginningOf(addDays(to, 1), timeZone).toISOString() }),
  };
}

function presetBounds(period: Period, timeZone: string, today: string): Bounds {
  const at = (days: number) => beginningOf(addDays(today, days), timeZone).toISOString();
  switch (period) {
    case 'today':
      return { from: at(0) };
    case 'yesterday':
      return { from: at(-1), before: at(0) };
    case 'week':
      return { from: at(-6) };
    case 'month':
      return { from: at(-29) };
  }
}
