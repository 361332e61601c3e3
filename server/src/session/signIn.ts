import type { Request } from 'express';
import type { Session } from '@caseload/shared/session/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { ProblemError } from '../http/problemError.ts';
import type { ActorDirectory } from './currentSession.ts';
import type { Passwords } from './passwords.ts';
import { findSignInCandidates } from './queries.ts';
import type { SessionStore } from './sessionStore.ts';

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
  const email = credentials.email.trim().toLowerCase();
  const person = await findByPassword(dependencies, email, credentials.password);
  if (!person) {
    throw new ProblemError(
      'unauthenticated',
      {},
      { detail: 'The e-mail address or the password is not right.' },
    );
  }
  const actor = await dependencies.directory.find(person.organisationId, person.id, person.sessionEpoch);
  if (!actor) throw new ProblemError('unauthenticated', {}, { detail: 'Try again.' });
  await startSession(dependencies.store, request, person);
  return { employee: actor.employee, organisation: actor.organisation };
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

type Person = { readonly id: string; readonly organisationId: string; readonly sessionEpoch: number };

async function startSession(store: SessionStore, request: Request, person: Person): Promise<void> {
  await settled((done) => request.session.regenerate(done));
  Object.assign(request.session, {
    organisationId: person.organisationId,
    employeeId: person.id,
    epoch: person.sessionEpoch,
    signedInAt: Date.now(),
  });
  store.admit(request.sessionID);
  await settled((done) => request.session.save(done));
}

/** Ends the session; the cookie that may still be sent afterwards names nothing. */
export async function signOut(request: Request): Promise<void> {
  if (request.session.employeeId !== undefined) await settled((done) => request.session.destroy(done));
}

function settled(start: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}
