import type { Person } from '@caseload/shared/people/person.ts';
import type { Operation } from '../customerActions/operation.ts';
import { invalid } from '../http/problemError.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import { type PeopleDependencies, personAt, withLockedPeople } from './lockedPeople.ts';
import { bringPersonBack } from './queries.ts';

/** Lets a person act again. What they held was handed over: that is taken back by undoing its batch. */
export async function reactivatePerson(
  { database, personChanged }: PeopleDependencies,
  actor: Actor,
  operation: Operation,
  id: string,
): Promise<Person> {
  const { organisationId } = actor;
  const { person } = await withLockedPeople(database, actor, operation, async (tx, everybody) => {
    const { name, email, active } = personAt(everybody, id);
    if (active) return { id, result: undefined };
    if (email === null) throw invalid([NO_ADDRESS]);
    await tx.together([
      bringPersonBack(tx, organisationId, id),
      recordOrganisationAction(tx, actor, operation, {
        type: 'person_reactivate',
        subject: { kind: 'person', id, name },
        changes: [{ field: 'active', from: false, to: true }],
      }),
    ]);
    return { id, result: undefined };
  });
  personChanged(organisationId, id);
  return person;
}

const NO_ADDRESS = {
  in: 'path',
  pointer: '/id',
  message: 'is somebody without an e-mail address: give them one first',
} as const;
