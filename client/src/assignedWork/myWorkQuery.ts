import { type CustomerListQuery, listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { startOfDay } from '../time/dueDay.ts';
import type { DuePreset, MyWorkSearch } from './myWorkSearch.ts';

/** The page of the signed-in person's customers that an address stands for. */
export function myWorkQuery(search: MyWorkSearch, statuses: readonly Status[], now = new Date()) {
  const status = wantedStatuses(search.status, statuses);
  return endpointQuery(listCustomers, {
    query: {
      assignedTo: 'me',
      ...(status === null ? {} : { status: status.join(',') }),
      ...(search.archived === undefined ? {} : { archived: search.archived }),
      ...(search.q === undefined ? {} : { q: search.q }),
      ...(search.due === undefined ? {} : dueBounds(search.due, now)),
      ...(search.sort === undefined ? {} : { sort: search.sort }),
      ...(search.cursor === undefined ? {} : { cursor: search.cursor }),
      include: 'total',
    },
  });
}

/** The keys to ask for, or null for every status. */
export function wantedStatuses(
  asked: MyWorkSearch['status'],
  statuses: readonly Status[],
): readonly string[] | null {
  if (asked === 'any') return null;
  // An old link may name a status that the organisation no longer has, which the server would refuse.
  const known = statuses.map(({ key }) => key).filter((key) => asked?.includes(key) ?? false);
  if (known.length > 0) return known;
  return statuses.filter(({ category }) => category !== 'done').map(({ key }) => key);
}

type DueBounds = Pick<CustomerListQuery, 'dueFrom' | 'dueBefore'>;

/** Whole days in the zone of whoever looks: bounds that moved by the second would void every cursor. */
export function dueBounds(due: DuePreset, now: Date): DueBounds {
  const at = (plusDays: number) => startOfDay(now, plusDays).toISOString();
  switch (due) {
    case 'overdue':
      return { dueBefore: at(0) };
    case 'today':
      return { dueFrom: at(0), dueBefore: at(1) };
    case 'week':
      return { dueFrom: at(0), dueBefore: at(daysToNextMonday(now)) };
  }
}

function daysToNextMonday(now: Date): number {
  return (8 - now.getDay()) % 7 || 7;
}
