import type { IssuedLink } from '@caseload/shared/passwordLinks/passwordLink.ts';
import type { Person } from '@caseload/shared/people/person.ts';
import type { Operation } from '../customerActions/operation.ts';
import { invalid } from '../http/problemError.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import { deliverLink, freshLink, storeLink } from '../passwordLinks/issueLink.ts';
import { lockPerson } from '../passwordLinks/queries.ts';
import type { Actor } from '../session/actor.ts';
import { type PeopleDependencies, personAt, withLockedPeople } from './lockedPeople.ts';

/** Makes a new one-time link in place of all older ones: an invitation again, or to choose another password. */
export async function sendPasswordLink(
  dependencies: PeopleDependencies,
  actor: Actor,
  operation: Operation,
  id: string,
): Promise<{ person: Person; link: IssuedLink }> {
  const { organisationId } = actor;
  const link = freshLink();
  const { person } = await withLockedPeople(
    dependencies.database,
    actor,
    operation,
    async (tx, everybody) => {
      const { name, active, hasPassword } = personAt(everybody, id);
      if (!active) throw invalid([NOT_ACTIVE]);
      await lockPerson(tx, organisationId, id);
      await storeLink(tx, actor, { id, hasPassword }, link);
      await recordOrganisationAction(tx, actor, operation, {
        type: 'password_link',
        subject: { kind: 'person', id, name },
        changes: [{ field: 'purpose', from: null, to: hasPassword ? 'reset' : 'invite' }],
      });
      return { id, result: undefined };
    },
  );
  return { person, link: await deliverLink(dependencies, actor, person, link) };
}

const NOT_ACTIVE = {
  in: 'path',
  pointer: '/id',
  message: 'is somebody who is not active: reactivate them first',
} as const;
