import { canSetAway } from '@caseload/shared/rules/canSupervise.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { forbidden, notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { saveAway } from './queries.ts';

/** Says until which day a person is away; null brings them back. */
export async function setAway(
  database: Database,
  actor: Actor,
  employeeId: string,
  until: string | null,
): Promise<{ until: string | null }> {
  const { organisationId } = actor;
  if (!canSetAway(actor, { id: employeeId })) {
    throw forbidden('Only supervisors and administrators say that somebody else is away.');
  }
  const [saved] = await database.write({ organisationId }, (tx) =>
    tx.commit([saveAway(tx, organisationId, employeeId, until)], (rows) => rows),
  );
  if (!saved) throw notFound('There is no such person.');
  return saved;
}
