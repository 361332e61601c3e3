import { isIP } from 'node:net';
import type { Request } from 'express';
import type { SessionStore } from './sessionStore.ts';

type Person = { readonly id: string; readonly organisationId: string; readonly sessionEpoch: number };

/** Begins a session of this person under a new id; the one that was there ends. Resolves when it is saved. */
export async function startSession(store: SessionStore, request: Request, person: Person): Promise<void> {
  await settled((done) => request.session.regenerate(done));
  Object.assign(request.session, {
    organisationId: person.organisationId,
    employeeId: person.id,
    epoch: person.sessionEpoch,
    signedInAt: Date.now(),
    ...callerOf(request),
  });
  await saveNew(store, request);
}

/**
 * Carries the request's session over to a new id and another epoch, and leaves the old one as it is: should
 * what follows fail, the person still has that. It does not live longer than the old one would have.
 */
export async function continueSession(store: SessionStore, request: Request, epoch: number): Promise<void> {
  const { cookie: _, ...carried } = request.session;
  request.sessionStore.generate(request);
  Object.assign(request.session, { ...carried, epoch, seenAt: Date.now() });
  await saveNew(store, request);
}

/** Nothing of the request's session is saved or sent any more; the browser keeps the cookie it has. */
export function dropSession(request: Request): void {
  Reflect.deleteProperty(request, 'session');
}

async function saveNew(store: SessionStore, request: Request): Promise<void> {
  store.admit(request.sessionID);
  try {
    await settled((done) => request.session.save(done));
  } catch (error) {
    // Left in place it would be sent as a cookie with the refusal, and saved once more behind it.
    dropSession(request);
    throw error;
  }
}

const USER_AGENT_MAXIMUM = 200;

/** What a person may recognise the session by later. An address that a proxy made up is no address. */
function callerOf(request: Request) {
  const address = request.ip?.replace(/^::ffff:(?=\d+\.)/u, '') ?? '';
  return {
    userAgent: request.get('user-agent')?.slice(0, USER_AGENT_MAXIMUM) ?? null,
    address: isIP(address) === 0 ? null : address,
  };
}

/** Waits for one of express-session's callbacks. */
export function settled(start: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}
