export type DueState = 'overdue' | 'today' | 'tomorrow' | 'later';

/** Due dates are days to a person: overdue begins the day after, in the zone of whoever looks. */
export function dueState(dueAt: string, now: Date): DueState {
  const days = daysBetween(now, new Date(dueAt));
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : 'later';
}

export function startOfDay(moment: Date, plusDays = 0): Date {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() + plusDays);
}

/** Whole calendar days; rounded because a day with a clock change has 23 or 25 hours. */
function daysBetween(from: Date, to: Date): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / 86_400_000);
}
