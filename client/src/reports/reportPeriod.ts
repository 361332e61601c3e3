import { daysOf, PERIOD_MAXIMUM_DAYS } from '@caseload/shared/reports/endpoints.ts';
import { addDays, type Day, dayOf } from '../activity/zonedDays.ts';
import type { Period, ReportsSearch } from './reportsSearch.ts';

export type Days = { readonly from: Day; readonly to: Day };

/** The days an address stands for, in the person's zone. Days that cannot be asked for count as none. */
export function daysOfSearch(search: ReportsSearch, timeZone: string, now: Date): Days {
  const today = dayOf(now, timeZone);
  const { period, from, to } = search;
  if (period === undefined && from !== undefined && to !== undefined && faultOfDays({ from, to }) === null)
    return { from, to };
  return daysOfPeriod(period ?? 'month', today);
}

/** Why these days cannot be asked for, if so. */
export function faultOfDays({ from, to }: Days): 'missing' | 'reversed' | 'tooLong' | null {
  if (from === '' || to === '') return 'missing';
  if (from > to) return 'reversed';
  return daysOf({ from, to }) > PERIOD_MAXIMUM_DAYS ? 'tooLong' : null;
}

function daysOfPeriod(period: Period, today: Day): Days {
  const firstOfMonth = `${today.slice(0, 8)}01`;
  switch (period) {
    case 'week':
      return { from: addDays(today, -6), to: today };
    case 'month':
      return { from: addDays(today, -29), to: today };
    case 'quarter':
      return { from: addDays(today, -89), to: today };
    case 'year':
      return { from: addDays(today, -364), to: today };
    case 'thisMonth':
      return { from: firstOfMonth, to: today };
    case 'lastMonth': {
      const last = addDays(firstOfMonth, -1);
      return { from: `${last.slice(0, 8)}01`, to: last };
    }
  }
}
