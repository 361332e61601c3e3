import type { Ask } from '../clients/client.ts';
import type { Office, Person } from '../installation/office.ts';
import type { Changes, Token } from '../history/call.ts';

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
