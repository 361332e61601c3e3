import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { invalid, notFound } from '../http/problemError.ts';
import type { RequestContext } from '../http/route.ts';
import { newId } from '../newId.ts';
import { findOrganisationOperation } from '../organisationActions/queries.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import { deleteSessionsOf } from '../people/queries.ts';
import { passwordFaults } from '../session/passwordRules.ts';
import type { Passwords } from '../session/passwords.ts';
import type { SessionStore } from '../session/sessionStore.ts';
import { findPasswordLink, NO_GOOD_LINK } from './findPasswordLink.ts';
import { lockPerson, savePasswordOf, spendLink } from './queries.ts';

export type SetPasswordDependencies = {
  readonly database: Database;
  readonly store: SessionStore;
  readonly passwords: Passwords;
  readonly personChanged: (organisationId: string, employeeId: string) => void;
};

/**
 * Sets the password of the person whose link this is. The link and all others of theirs are good no more, and every
 * session of theirs ends. Of two that use one link at the same moment, one is first and the other finds nothing.
 */
export async function setPassword(
  dependencies: SetPasswordDependencies,
  context: RequestContext,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<{ email: string }> {
  const { database, passwords, store, personChanged } = dependencies;
  const { owner, link } = await findPasswordLink(database, token);
  const faults = passwordFaults(password, [link.name, link.email, link.organisation]);
  if (faults.length > 0) {
    throw invalid(faults.map((message) => ({ in: 'body', pointer: '/password', message })));
  }
  const hash = await passwords.hash(password);
  const { organisationId, employeeId } = owner;
  const operation = { id: newId(), hash: '', via: context.via, requestId: context.requestId };
  const work = async (tx: Transaction) => {
    const [[person], [earlier]] = await tx.together([
      lockPerson(tx, organisationId, employeeId),
      findOrganisationOperation(tx, organisationId, operation.id),
    ]);
    // A run before this one did it and never heard of its success.
    if (earlier) return [];
    const [used] = person?.active ? await spendLink(tx, organisationId, owner.id) : [];
    if (!person || !used) throw notFound(NO_GOOD_LINK);
    return tx.commit(
      [
        savePasswordOf(tx, organisationId, employeeId, hash),
        deleteSessionsOf(tx, organisationId, employeeId),
        recordOrganisationAction(tx, { id: employeeId, organisationId }, operation, {
          type: 'password_set',
          subject: { kind: 'person', id: employeeId, name: person.name },
        }),
      ],
      (_saved, ended) => ended,
    );
  };
  const ended = await database.write({ organisationId }, work, { repeatable: true });
  personChanged(organisationId, employeeId);
  for (const { id } of ended) store.announceEnd(id);
  return { email: link.email };
}
