import { AsyncLocalStorage } from 'node:async_hooks';
import { hash } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import expressSession, { type SessionData, Store } from 'express-session';
import type { Pool } from 'pg';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Scope } from '@caseload/db/kernel/scope.ts';
import { FreshCache } from './freshCache.ts';

declare module 'express-session' {
  interface SessionData {
    organisationId: string;
    employeeId: string;
    /** `sessionEpoch` of the person at sign-in; the session ends when that has grown. */
    epoch: number;
    /** Milliseconds since 1970. */
    signedInAt: number;
    /** Last use, exact to a minute, in milliseconds; not there before the first minute is over. */
    seenAt?: number;
    /** Program and address at sign-in; null when it told none. */
    userAgent?: string | null;
    address?: string | null;
  }
}

export type SessionStoreOptions = {
  readonly database: Database;
  readonly idleMs: number;
  readonly absoluteMs: number;
  /** Tells the other processes that this session (by its digest) is over. */
  readonly announceEnd: (sid: string) => void;
};

type Done<T = void> = (error: unknown, value?: T | null) => void;

const CACHE_MS = 5_000;
/** Or half the idle time where that is less: later, a session in use would end under its person. */
const TOUCH_MS = 60_000;

/**
 * connect-pg-simple with what it lacks: ids are stored as digests, reads are cached for seconds, `expire`
 * moves at most once a minute, and a session that was signed out is never written again.
 */
export class SessionStore extends Store {
  readonly #inner: Store;
  readonly #options: SessionStoreOptions;
  readonly #scope = new AsyncLocalStorage<Scope>();
  readonly #cache = new FreshCache<Readonly<SessionData> | null>({ ttlMs: CACHE_MS, max: 10_000 });
  readonly #touchedAt = new Map<string, number>();
  readonly #admitted = new Set<string>();

  constructor(options: SessionStoreOptions) {
    super();
    this.#options = options;
    const PgStore = connectPgSimple(expressSession);
    this.#inner = new PgStore({
      pool: this.#poolOfScope(),
      tableName: 'sessions',
      createTableIfMissing: false,
      pruneSessionInterval: false,
      ttl: Math.ceil(options.idleMs / 1_000),
    });
  }

  /** Says that the next `set` of this id is a sign-in. All others only change a session that is still there. */
  admit(sessionId: string): void {
    this.#admitted.add(sessionDigest(sessionId));
  }

  override get(sessionId: string, done: Done<SessionData>): void {
    const sid = sessionDigest(sessionId);
    this.#find(sid)
      // A copy: express-session changes the object it is given.
      .then((session) => done(null, session && JSON.parse(JSON.stringify(session))))
      .catch(done);
  }

  /**
   * The session of this digest, for a request that does not change it; null when there is none. Its end is moved
   * as by `touch`, behind the answer.
   */
  async use(sid: string): Promise<Readonly<SessionData> | null> {
    const session = await this.#find(sid);
    if (session) void this.#touch(sid, session);
    return session;
  }

  /** The session of this digest, for whoever only wants to know whether it is still there. */
  peek(sid: string): Promise<Readonly<SessionData> | null> {
    return this.#find(sid);
  }

  override set(sessionId: string, session: SessionData, done: Done = () => undefined): void {
    const sid = sessionDigest(sessionId);
    const kept = this.#withExpiry(session);
    const saved = this.#admitted.delete(sid)
      ? this.#call(sid, (callback) => this.#inner.set(sid, kept, callback))
      : this.#changeExisting(sid, kept);
    saved.finally(() => this.#cache.forget(sid)).then(() => done(null), done);
  }

  override touch(sessionId: string, session: SessionData, done: Done = () => undefined): void {
    const touching = this.#touch(sessionDigest(sessionId), session);
    if (touching === undefined) done(null);
    else void touching.then(() => done(null));
  }

  override destroy(sessionId: string, done: Done = () => undefined): void {
    const sid = sessionDigest(sessionId);
    this.#call(sid, (callback) => this.#inner.destroy(sid, callback))
      .finally(() => this.announceEnd(sid))
      .then(() => done(null), done);
  }

  /** The session of this digest is no more: nobody takes it from memory, here or in another process. */
  announceEnd(sid: string): void {
    this.forget(sid);
    this.#options.announceEnd(sid);
  }

  /** Drops what is cached of a session, named by its digest, or of all. */
  forget(sid?: string): void {
    if (sid === undefined) this.#cache.forgetAll();
    else this.#cache.forget(sid);
    if (sid === undefined) this.#touchedAt.clear();
    else this.#touchedAt.delete(sid);
  }

  /** Deletes sessions whose time is over. */
  async prune(): Promise<void> {
    await this.#options.database.write({ pruneSessions: true }, (tx) =>
      tx.commit([tx.raw('delete from sessions where expire < now()', [])], () => undefined),
    );
    for (const [sid, at] of this.#touchedAt) {
      if (Date.now() - at > this.#options.idleMs) this.#touchedAt.delete(sid);
    }
  }

  #find(sid: string): Promise<Readonly<SessionData> | null> {
    return this.#cache.get(sid, async () => {
      const session = await this.#call<SessionData>(sid, (callback) => this.#inner.get(sid, callback));
      return session && Date.now() - session.signedInAt <= this.#options.absoluteMs ? session : null;
    });
  }

  /** Nothing when its end was moved within the last minute. Never rejects: then the session ends earlier, no more. */
  #touch(sid: string, session: Readonly<SessionData>): Promise<void> | undefined {
    const now = Date.now();
    const pause = Math.min(TOUCH_MS, this.#options.idleMs / 2);
    if (now - (this.#touchedAt.get(sid) ?? session.signedInAt) < pause) return undefined;
    this.#touchedAt.set(sid, now);
    return this.#recordUse(sid, session, now).catch(() => undefined);
  }

  async #recordUse(sid: string, session: Readonly<SessionData>, now: number): Promise<void> {
    const { expires } = this.#withExpiry(session).cookie;
    await this.#options.database.write({ sessionId: sid }, (tx) =>
      tx.commit(
        [
          tx.raw(
            `update sessions set expire = $2, sess = jsonb_set(sess, '{seenAt}', to_jsonb($3::bigint)) where sid = $1`,
            [sid, expires, now],
          ),
        ],
        () => undefined,
      ),
    );
  }

  async #changeExisting(sid: string, session: SessionData): Promise<void> {
    const expire = session.cookie.expires;
    await this.#options.database.write({ sessionId: sid }, (tx) =>
      tx.commit(
        [tx.raw('update sessions set sess = $2, expire = $3 where sid = $1', [sid, session, expire])],
        () => undefined,
      ),
    );
  }

  /** The cookie lives as long as a session may; the row ends when nobody used it for the idle time. */
  #withExpiry(session: Readonly<SessionData>): SessionData {
    const end = Math.min(Date.now() + this.#options.idleMs, session.signedInAt + this.#options.absoluteMs);
    return {
      ...session,
      cookie: Object.assign(Object.create(null), session.cookie, { expires: new Date(end) }),
    };
  }

  #call<T = void>(
    sid: string,
    start: (callback: (error?: unknown, value?: T | null) => void) => void,
  ): Promise<T | null | undefined> {
    return this.#scope.run({ sessionId: sid }, () => {
      return new Promise((resolve, reject) => {
        start((error, value) => (error ? reject(error) : resolve(value)));
      });
    });
  }

  /** What connect-pg-simple takes for a pool: each of its statements in a transaction that sees one session. */
  #poolOfScope(): Pool {
    return Object.create(null, {
      query: {
        value: async (text: string, values: unknown[]) => {
          const scope = this.#scope.getStore();
          if (!scope) throw new Error('a session statement without its session');
          return this.#options.database.write(scope, (tx) =>
            tx.commit([tx.raw(text, values)], (answer) => answer),
          );
        },
      },
    });
  }
}

/** SHA-256 of the id: who reads the table cannot take over a session. */
export function sessionDigest(sessionId: string): string {
  return hash('sha256', sessionId, 'base64url');
}
