import { canSetAway } from '@caseload/shared/rules/canSupervise.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Operation } from '../customerActions/operation.ts';
import { forbidden, notFound } from '../http/problemError.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import { lockAway, saveAway } from './queries.ts';

/** Says until which day a person is away; null brings them back. */
export async function setAway(
  database: Database,
  actor: Actor,
  operation: Operation,
  employeeId: string,
  until: string | null,
): Promise<{ until: string | null }> {
  const { organisationId } = actor;
  if (!canSetAway(actor, { id: employeeId })) {
    throw forbidden('Only supervisors and administrators say that somebody else is away.');
  }
  return database.write({ organisationId }, async (tx) => {
    const [person] = await lockAway(tx, organisationId, employeeId);
    if (!person) throw notFound('There is no such person.');
    if (person.until === until) return { until };
    return tx.commit(
      [
        saveAway(tx, organisationId, employeeId, until),
        recordOrganisationAction(tx, actor, operation, {
          type: 'person_away',
          subject: { kind: 'person', id: employeeId, name: person.name },
          changes: [{ field: 'awayUntil', from: person.until, to: until }],
        }),
      ],
      () => ({ until }),
    );
  });
}
