import type { Employee } from '@caseload/shared/employees/employee.ts';
import type { Operation } from '../customerActions/operation.ts';
import { ProblemError } from '../http/problemError.ts';
import { findOrganisationOperation } from '../organisationActions/queries.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import { lockPeople } from '../people/queries.ts';
import type { Actor } from '../session/actor.ts';
import type { PasswordDependencies } from './changePassword.ts';
import { findActivePerson, saveName } from './queries.ts';

/**
 * Changes the own name, which stands in the organisation's history as when an administrator changes it. Under the
 * lock that administrators take: one who saves what they read of this person cannot overwrite it unknowingly, nor can the
 * person who says what it is changed `from`: `outdated` when it is another by now.
 */
export async function changeName(
  { database, personChanged }: Pick<PasswordDependencies, 'database' | 'personChanged'>,
  actor: Actor,
  operation: Operation,
  { name, from }: { readonly name: string; readonly from?: string },
): Promise<Employee> {
  const { organisationId, id } = actor;
  const saved = await database.write(
    { organisationId },
    async (tx) => {
      const [, [person], [earlier]] = await tx.together([
        lockPeople(tx, organisationId),
        findActivePerson(tx, organisationId, id),
        findOrganisationOperation(tx, organisationId, operation.id),
      ]);
      if (!person) throw new ProblemError('unauthenticated', {});
      // Nothing to do, or a run before this one did it and never heard of its success.
      if (earlier || person.name === name) return person;
      if (from !== undefined && from !== person.name) throw new ProblemError('outdated', {});
      return tx.commit(
        [
          saveName(tx, organisationId, id, name),
          recordOrganisationAction(tx, actor, operation, {
            type: 'person_update',
            subject: { kind: 'person', id, name: person.name },
            changes: [{ field: 'name', from: person.name, to: name }],
          }),
        ],
        ([employee]) => employee,
      );
    },
    { repeatable: true },
  );
  if (!saved) throw new Error('the name was saved and nobody returned');
  personChanged(organisationId, id);
  return saved;
}
