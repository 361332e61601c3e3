import type { Request } from 'express';
import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Operation } from '../customerActions/operation.ts';
import { invalid, ProblemError } from '../http/problemError.ts';
import { findOrganisationOperation } from '../organisationActions/queries.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import { deleteOtherSessions } from '../session/ownSessions.ts';
import { passwordFaults } from '../session/passwordRules.ts';
import type { Passwords } from '../session/passwords.ts';
import { sessionDigest, type SessionStore } from '../session/sessionStore.ts';
import { continueSession, dropSession, settled } from '../session/startSession.ts';
import { findCredentials, type PasswordChange, savePassword } from './queries.ts';

export type PasswordDependencies = {
  readonly database: Database;
  readonly store: SessionStore;
  readonly passwords: Passwords;
  readonly personChanged: (organisationId: string, employeeId: string) => void;
};

type Passphrases = { readonly currentPassword: string; readonly newPassword: string };

/**
 * Changes the own password, which the organisation's history tells of without any value. Every session of the person
 * ends at that moment, everywhere, except the one that asked, which goes on under a new id. Nothing at all happened
 * when it throws anything but `busy`.
 */
export async function changePassword(
  dependencies: PasswordDependencies,
  actor: Actor,
  operation: Operation,
  request: Request,
  asked: Passphrases,
): Promise<void> {
  const { database, passwords, store, personChanged } = dependencies;
  const { organisationId } = actor;
  const [[known]] = await database.read({ organisationId }, (tx) => [
    findCredentials(tx, organisationId, actor.id),
  ]);
  if (!known) throw new ProblemError('unauthenticated', {});
  const isCurrent = await passwords.verify(known.passwordHash ?? undefined, asked.currentPassword);
  const issues = [...(isCurrent ? [] : [WRONG_PASSWORD]), ...faultsOf(asked, actor)];
  if (issues.length > 0) throw invalid(issues);

  const change = {
    from: known.passwordHash ?? '',
    to: await passwords.hash(asked.newPassword),
    newEpoch: known.epoch + 1,
  };
  // Saved before the epoch it belongs to has come: nobody is ever without a session that works.
  await continueSession(store, request, change.newEpoch);
  const kept = request.sessionID;
  const ended = await saveChange(database, actor, operation, change, kept)
    // Also when it cannot be known whether it was saved.
    .finally(() => personChanged(organisationId, actor.id))
    .catch(async (error: unknown) => {
      dropSession(request);
      await settled((done) => store.destroy(kept, done)).catch(() => undefined);
      throw error;
    });
  for (const { id } of ended) store.announceEnd(id);
}

const issueAt = (pointer: string, message: string): InputIssue => ({ in: 'body', pointer, message });
const WRONG_PASSWORD = issueAt('/currentPassword', 'is not your password');

function faultsOf({ currentPassword, newPassword }: Passphrases, actor: Actor): InputIssue[] {
  const { name, email } = actor.employee;
  const faults = passwordFaults(newPassword, [name, email, actor.organisation.name]);
  if (newPassword.normalize('NFKC') === currentPassword.normalize('NFKC')) {
    faults.push('must not be the current password');
  }
  return faults.map((message) => issueAt('/newPassword', message));
}

async function saveChange(
  database: Database,
  actor: Actor,
  operation: Operation,
  change: PasswordChange,
  keptSessionId: string,
) {
  const { organisationId, id } = actor;
  return database.write(
    { organisationId },
    async (tx) => {
      // In this order: an earlier run that is still committing is waited for, and then found.
      const [[changed], [earlier]] = await tx.together([
        savePassword(tx, organisationId, id, change),
        findOrganisationOperation(tx, organisationId, operation.id),
      ]);
      // It did it and never heard of its success.
      if (earlier) return [];
      // Somebody who knows the password changed it at the same moment, from another session.
      if (!changed) throw invalid([WRONG_PASSWORD]);
      return tx.commit(
        [
          deleteOtherSessions(tx, organisationId, id, sessionDigest(keptSessionId)),
          recordOrganisationAction(tx, actor, operation, {
            type: 'password_change',
            subject: { kind: 'person', id, name: changed.name },
          }),
        ],
        (ended) => ended,
      );
    },
    { repeatable: true },
  );
}
