import type { Ask } from '../clients/client.ts';
import type { Office, Person } from '../installation/office.ts';
import type { AskedList, Changes, SeenPage, Token } from '../history/call.ts';

export const updateOf = (base: Token, set: Changes): Ask => ({
  meaning: { kind: 'update', base, set },
  method: 'PATCH',
  path: `/api/customers/${base.id}`,
  body: { updatedAt: base.updatedAt, ...set },
});

export const commentOf = (customer: string, text: string): Ask => ({
  meaning: { kind: 'comment', customer, text },
  method: 'POST',
  path: `/api/customers/${customer}/comments`,
  body: { body: text },
});

export const readOf = (customer: string): Ask => ({
  meaning: { kind: 'readCustomer', customer },
  method: 'GET',
  path: `/api/customers/${customer}`,
});

/** The newest page of the trail: 200 actions. */
export const trailOf = (customer: string): Ask => ({
  meaning: { kind: 'readTrail', customer },
  method: 'GET',
  path: `/api/customers/${customer}/actions?limit=200`,
});

/** The first page of a list, or the one behind `previous`. */
export function pageOf(list: AskedList, previous?: SeenPage): Ask {
  const { assignedTo, statuses, archived, sort, backwards, limit } = list;
  const query = new URLSearchParams({
    assignedTo,
    archived,
    sort: backwards ? `-${sort}` : sort,
    limit: String(limit),
    ...(statuses && { status: statuses.join(',') }),
    ...(previous?.nextCursor && { cursor: previous.nextCursor }),
  });
  return {
    meaning: { kind: 'readPage', list, behind: previous?.rows.at(-1) },
    method: 'GET',
    path: `/api/customers?${query}`,
  };
}

/** Listens for a second, behind an event where there is one. */
export const listenOf = (behind: string | undefined): Ask => ({
  meaning: { kind: 'listen', behind },
  method: 'GET',
  path: '/api/events?seconds=1',
  ...(behind === undefined ? {} : { headers: { 'last-event-id': behind } }),
});

export const signInOf = (session: string, person: Person, { password }: Office): Ask => ({
  meaning: { kind: 'signIn', session, employee: person.id },
  method: 'POST',
  path: '/api/session',
  body: { email: person.email, password },
  secret: true,
});
