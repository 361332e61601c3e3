import { type CustomerSummary, PRIORITIES } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { wallClock } from '../time/zonedTime.ts';

/** What decides when a customer's turn is. */
export type Queued = Pick<CustomerSummary, 'id' | 'dueAt' | 'priority'>;

/**
 * The order of work: by the day something is due in the person's zone, within a day the urgent first, then by
 * the hour. What has no due date comes last.
 */
export function queueOrder<C extends Queued>(customers: readonly C[], timeZone: string): C[] {
  const ranked = customers.map((customer) => ({ customer, rank: rankOf(customer, timeZone) }));
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ customer }) => customer);
}

type Rank = readonly (number | string)[];

function rankOf({ id, dueAt, priority }: Queued, timeZone: string): Rank {
  if (dueAt === null) return [Number.POSITIVE_INFINITY, PRIORITIES.indexOf(priority), 0, id];
  const { year, month, day } = wallClock(new Date(dueAt), timeZone);
  return [Date.UTC(year, month - 1, day), PRIORITIES.indexOf(priority), Date.parse(dueAt), id];
}

function compare(a: Rank, b: Rank): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 || (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}

type Workable = Pick<CustomerSummary, 'assignedTo' | 'archived' | 'status' | 'followUpAt'>;

/** Whether a customer is this person's to work on now: theirs, open, and not asleep until its follow-up. */
export function isWorkable(
  { assignedTo, archived, status, followUpAt }: Workable,
  employeeId: string,
  statuses: readonly Status[],
  now: Date,
): boolean {
  const isOpen = statuses.find(({ key }) => key === status)?.category === 'open';
  const isAwake = followUpAt === null || Date.parse(followUpAt) <= now.getTime();
  return assignedTo === employeeId && !archived && isOpen && isAwake;
}
