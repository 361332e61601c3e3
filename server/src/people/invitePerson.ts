import type { IssuedLink } from '@caseload/shared/passwordLinks/passwordLink.ts';
import type { Person } from '@caseload/shared/people/person.ts';
import type { Role } from '@caseload/shared/employees/employee.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { Operation } from '../customerActions/operation.ts';
import { newId } from '../newId.ts';
import { changesOfNew, recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import { deliverLink, freshLink, storeLink } from '../passwordLinks/issueLink.ts';
import type { Actor } from '../session/actor.ts';
import { joinTeams, type Membership } from './joinTeams.ts';
import { type PeopleDependencies, refuseEmailInUse, withLockedPeople } from './lockedPeople.ts';
import { insertPerson } from './queries.ts';

export type Invitation = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly teams: readonly Membership[];
};

/** Takes somebody in without a password, and gives or sends them a link to choose one. */
export async function invitePerson(
  dependencies: PeopleDependencies,
  actor: Actor,
  operation: Operation,
  { teams, ...columns }: Invitation,
): Promise<{ person: Person; link: IssuedLink }> {
  const { organisationId } = actor;
  const id = newId();
  const link = freshLink();
  const work = async (tx: Transaction) => {
    await insertPerson(tx, { ...columns, organisationId, id });
    const joined = await joinTeams(tx, actor, id, teams);
    await storeLink(tx, actor, { id, hasPassword: false }, link);
    await recordOrganisationAction(tx, actor, operation, {
      type: 'person_invite',
      subject: { kind: 'person', id, name: columns.name },
      changes: changesOfNew({ ...columns, ...joined }),
    });
    return { id, result: undefined };
  };
  const { person } = await withLockedPeople(dependencies.database, actor, operation, (tx, everybody) => {
    refuseEmailInUse(everybody, columns.email);
    return work(tx);
  });
  return { person, link: await deliverLink(dependencies, actor, person, link) };
}
