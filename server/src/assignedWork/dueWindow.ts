import { LRUCache } from 'lru-cache';
import type { Due } from '@caseload/shared/assignedWork/customerFilter.ts';
import { type ZoneClock, zoneClock, zoneOffsets } from '@caseload/shared/time/zonedTime.ts';

/** When the customers of a list are due: from `from` up to but not including `before`, or without a due date. */
export type DueWindow = {
  readonly from: string | undefined;
  readonly before: string | undefined;
  readonly none: boolean;
};

type Asked = {
  readonly due?: Due | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueBefore?: string | undefined;
};

/** The days asked for, as moments, narrowed by the moments asked for. */
export function dueWindowOf({ due, dueFrom, dueBefore }: Asked, now: Date, timeZone: string): DueWindow {
  const days = windowOfDays(due, now, timeZone);
  return {
    from: later(days.from, dueFrom),
    before: earlier(days.before, dueBefore),
    none: due === 'none',
  };
}

function windowOfDays(due: Due | undefined, now: Date, timeZone: string): Omit<DueWindow, 'none'> {
  if (due === undefined || due === 'none') return { from: undefined, before: undefined };
  const { weekday, startOf } = calendarAt(now, timeZone);
  switch (due) {
    case 'overdue':
      return { from: undefined, before: startOf(0) };
    case 'today':
      return { from: startOf(0), before: startOf(1) };
    case 'week':
      return { from: startOf(0), before: startOf((8 - weekday) % 7 || 7) };
  }
}

type Zone = { readonly offsetAt: (moment: number) => number; readonly clock: ZoneClock };

// Asking Intl for a zone takes half a millisecond, and a person's views ask for the same one many times.
const zones = new LRUCache<string, Zone>({
  max: 100,
  memoMethod: (timeZone) => ({ offsetAt: zoneOffsets(timeZone), clock: zoneClock(timeZone) }),
});

/** The day it is in a zone: its weekday (0 is Sunday), and the first moment of it and of the days after it. */
function calendarAt(now: Date, timeZone: string) {
  const { offsetAt, clock } = zones.memo(timeZone);
  const shown = new Date(now.getTime() + offsetAt(now.getTime()));
  const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth() + 1, shown.getUTCDate()];
  const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 };
  return {
    weekday: shown.getUTCDay(),
    startOf: (plusDays: number) =>
      new Date(clock({ year, month, day: day + plusDays, ...midnight })).toISOString(),
  };
}

const later = (a: string | undefined, b: string | undefined) => ordered(a, b)[1];
const earlier = (a: string | undefined, b: string | undefined) => ordered(a, b)[0];

/** Both moments in order; a missing one is stood in for by the other. */
function ordered(a: string | undefined, b: string | undefined) {
  if (a === undefined || b === undefined) return [a ?? b, a ?? b];
  return Date.parse(a) <= Date.parse(b) ? [a, b] : [b, a];
}
