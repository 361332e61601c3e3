import type { Request, RequestHandler } from 'express';
import type { SessionData } from 'express-session';
import { LRUCache } from 'lru-cache';
import { sessionDigest, type SessionStore } from './sessionStore.ts';

const COOKIES = 10_000;
/** Ours alone has some 120 characters. Longer ones are read anew each time, so that nobody fills the memory with them. */
const COOKIE_LENGTH = 500;

type Recognised = { readonly session: Readonly<SessionData>; readonly digest: string };
const recognised = new WeakMap<Request, Recognised>();

/** The session a request came with, also where express-session has not read it. */
export const findSession = (request: Request): Readonly<Partial<SessionData>> | undefined =>
  recognised.get(request)?.session ?? request.session;

/** The digest of the id of the session a request came with. */
export const findSessionDigest = (request: Request): string =>
  recognised.get(request)?.digest ?? sessionDigest(request.sessionID);

/**
 * Lets `begin`, which is express-session, read each cookie once. It looks for changes of a session by digesting it four
 * times in every request; whoever sends the same cookie again is known by the digest of its id, and for them there is no
 * `request.session`. Routes that begin, change or end a session have `begin` before this.
 */
export function recogniseSession(store: SessionStore, begin: RequestHandler): RequestHandler {
  const digests = new LRUCache<string, string>({ max: COOKIES });
  return async (request, response, next) => {
    const { cookie } = request.headers;
    if (cookie === undefined || cookie.length > COOKIE_LENGTH) return begin(request, response, next);
    const digest = digests.get(cookie);
    const session = digest === undefined || request.session ? null : await store.use(digest);
    if (digest !== undefined && session !== null) {
      recognised.set(request, { session, digest });
      return next();
    }
    return begin(request, response, (error?: unknown) => {
      if (request.session?.employeeId === undefined) digests.delete(cookie);
      else digests.set(cookie, sessionDigest(request.sessionID));
      next(error);
    });
  };
}
