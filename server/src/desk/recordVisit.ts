import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { invalid, notFound } from '../http/problemError.ts';
import { findActionOf, findPresence, type Place, saveVisit } from './queries.ts';

/** Remembers how far a person has read a customer's history, in one round trip; it never goes back. */
export async function recordVisit(database: Database, place: Place, seenActionId: string): Promise<void> {
  const { organisationId } = place.actor;
  const [customer, action] = await database.write(
    { organisationId },
    (tx) =>
      tx.commit(
        [saveVisit(tx, place, seenActionId), findPresence(tx, place), findActionOf(tx, place, seenActionId)],
        (_saved, [present], [found]) => [present, found] as const,
      ),
    { repeatable: true },
  );
  if (!customer) throw notFound('There is no such customer.');
  if (!action) {
    throw invalid([{ in: 'body', pointer: '/seenActionId', message: 'is not an action of this customer' }]);
  }
}
