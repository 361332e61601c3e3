import type { Person } from '@caseload/shared/people/person.ts';
import type { Role } from '@caseload/shared/employees/employee.ts';
import { isOnlyAdmin } from '@caseload/shared/rules/keepsAdmin.ts';
import type { Operation } from '../customerActions/operation.ts';
import { invalid } from '../http/problemError.ts';
import { changesBetween, recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import { type PeopleDependencies, personAt, refuseEmailInUse, withLockedPeople } from './lockedPeople.ts';
import { savePerson, type Somebody } from './queries.ts';

export type PersonChanges = { readonly name?: string; readonly email?: string; readonly role?: Role };

/** Changes name, address or role; `outdated` when the person is no longer as they were at `updatedAt`. */
export async function updatePerson(
  { database, personChanged }: PeopleDependencies,
  actor: Actor,
  operation: Operation,
  id: string,
  updatedAt: string,
  wanted: PersonChanges,
): Promise<Person> {
  const { organisationId } = actor;
  const { person } = await withLockedPeople(database, actor, operation, async (tx, everybody) => {
    const present = personAt(everybody, id, updatedAt);
    const changes = changesBetween<PersonChanges>(partsOf(present), wanted);
    if (changes.length === 0) return { id, result: undefined };
    if (wanted.email !== undefined && wanted.email !== present.email)
      refuseEmailInUse(everybody, wanted.email);
    refuseLastAdministrator(everybody, present, wanted.role);
    await tx.together([
      savePerson(tx, organisationId, id, wanted),
      recordOrganisationAction(tx, actor, operation, {
        type: 'person_update',
        subject: { kind: 'person', id, name: present.name },
        changes,
      }),
    ]);
    return { id, result: undefined };
  });
  personChanged(organisationId, id);
  return person;
}

const partsOf = ({ name, email, role }: Somebody) => ({ name, role, ...(email === null ? {} : { email }) });

function refuseLastAdministrator(
  everybody: readonly Somebody[],
  person: Somebody,
  wanted: Role | undefined,
): void {
  if (wanted === undefined || wanted === person.role || !isOnlyAdmin(everybody, person)) return;
  throw invalid([{ in: 'body', pointer: '/role', message: 'is the role of the only administrator left' }]);
}
