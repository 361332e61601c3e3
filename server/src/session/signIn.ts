import type { Request } from 'express';
import type { Session } from '@caseload/shared/session/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { forbidden, ProblemError } from '../http/problemError.ts';
import { presentSession } from './actor.ts';
import type { ActorDirectory } from './currentSession.ts';
import type { Passwords } from './passwords.ts';
import { findSignInCandidates, saveSignIn } from './queries.ts';
import type { SessionStore } from './sessionStore.ts';
import { settled, startSession } from './startSession.ts';

export type SignInDependencies = {
  readonly sessionDatabase: Database;
  readonly store: SessionStore;
  readonly directory: ActorDirectory;
  readonly passwords: Passwords;
};

/**
 * Checks the password and starts a session under a new id. The answer goes out only after the session is
 * saved. An address may belong to people of several organisations: the password decides.
 */
export async function signIn(
  dependencies: SignInDependencies,
  request: Request,
  credentials: { readonly email: string; readonly password: string },
): Promise<Session> {
  refuseWithoutHttps(request);
  const email = credentials.email.trim().toLowerCase();
  const person = await findByPassword(dependencies, email, credentials.password);
  if (!person) {
    throw new ProblemError(
      'unauthenticated',
      {},
      { detail: 'The e-mail address or the password is not right.' },
    );
  }
  // What is remembered may be from before the account was opened or its sessions were ended.
  dependencies.directory.forget(person.organisationId, person.id);
  const actor = await dependencies.directory.find(person.organisationId, person.id, person.sessionEpoch);
  if (!actor) throw new ProblemError('unauthenticated', {}, { detail: 'Try again.' });
  await startSession(dependencies.store, request, person);
  // Only shown to administrators: should it fail, the person is signed in all the same.
  await dependencies.sessionDatabase
    .write({ organisationId: person.organisationId }, (tx) =>
      tx.commit([saveSignIn(tx, person.organisationId, person.id)], () => undefined),
    )
    .catch(() => undefined);
  return presentSession(actor);
}

/** A Secure cookie is silently left out of an answer that does not go by https: better say so. */
function refuseWithoutHttps(request: Request): void {
  if (request.session.cookie.secure !== true || request.secure) return;
  throw forbidden(
    'PUBLIC_URL is https and this request did not come by it: check X-Forwarded-Proto and TRUST_PROXY_HOPS.',
  );
}

async function findByPassword(
  { sessionDatabase, passwords }: SignInDependencies,
  email: string,
  password: string,
) {
  const [candidates] = await sessionDatabase.read({ signInEmail: email }, (tx) => [
    findSignInCandidates(tx, email),
  ]);
  for (const candidate of candidates) {
    if (await passwords.verify(candidate.passwordHash ?? undefined, password)) return candidate;
  }
  if (candidates.length === 0) await passwords.verify(undefined, password);
  return undefined;
}

/** Ends the session; the cookie that may still be sent afterwards names nothing. */
export async function signOut(request: Request): Promise<void> {
  if (request.session.employeeId !== undefined) await settled((done) => request.session.destroy(done));
}
