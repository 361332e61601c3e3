import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStopwatch } from '../../support/awake.ts';
import { type Cast, createCast, PASSWORD, type Person } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { bytesOf, exchange } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';

let database: TestDatabase;
let cast: Cast;
/** Two processes' worth of server on one database. */
let here: TestServer;
let there: TestServer;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  [here, there] = await Promise.all([startTestServer(database.url), startTestServer(database.url)]);
});
afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await database?.drop();
});

const call = (server: TestServer, method: string, cookie: string) =>
  exchange(server.address, bytesOf({ method, path: '/api/session', headers: [['Cookie', cookie]] }));
const statusOf = async (server: TestServer, cookie: string) => (await call(server, 'GET', cookie)).status;
const countSessions = async () =>
  (await rowsOf<{ count: number }>(database.url, 'select count(*)::int as count from sessions'))[0]?.count;

/** Milliseconds until the session is refused, by a stopwatch. */
async function timeToEnd(server: TestServer, cookie: string, patienceMs: number): Promise<number> {
  const watch = startStopwatch();
  try {
    while ((await statusOf(server, cookie)) === 200) {
      if (watch.ms() > patienceMs) throw new Error('the session still lives');
      await sleep(20);
    }
    return watch.ms();
  } finally {
    watch.stop();
  }
}

describe('signing out', () => {
  test('ends the session here at once and in every other process before its cache would notice', async () => {
    const cookie = await signInCookie(here.address, cast.harbour.employee);
    expect(await statusOf(there, cookie)).toBe(200);
    expect((await call(here, 'DELETE', cookie)).status).toBe(204);
    expect(await statusOf(here, cookie)).toBe(401);
    expect(await timeToEnd(there, cookie, 6_000)).toBeLessThan(4_000);
    expect(await countSessions()).toBe(0);
  });

  test('again, or without a session, is 204 as well', async () => {
    const cookie = await signInCookie(here.address, cast.harbour.employee);
    await call(here, 'DELETE', cookie);
    expect((await call(here, 'DELETE', cookie)).status).toBe(204);
    expect((await call(here, 'DELETE', 'a=b')).status).toBe(204);
  });

  test('leaves the other sessions of the same person', async () => {
    const [one, two] = await Promise.all([
      signInCookie(here.address, cast.harbour.employee),
      signInCookie(here.address, cast.harbour.employee),
    ]);
    await call(here, 'DELETE', one);
    expect(await statusOf(here, two)).toBe(200);
    await call(here, 'DELETE', two);
  });

  test('is not missed by a process that could not hear of it, although it was asked meanwhile', async () => {
    const listeners = async () =>
      (
        await rowsOf<{ pid: number }>(
          database.url,
          `select pid from pg_stat_activity
           where application_name = 'caseload-listen' and datname = current_database()`,
        )
      ).map(({ pid }) => pid);
    await expect.poll(listeners).toHaveLength(2);
    const before = await listeners();
    const cookie = await signInCookie(here.address, cast.harbour.employee);
    for (const pid of before) await rowsOf(database.url, 'select pg_terminate_backend($1)', [pid]);
    expect(await statusOf(there, cookie)).toBe(200);
    expect((await call(here, 'DELETE', cookie)).status).toBe(204);
    const arrived = async () => (await listeners()).filter((pid) => !before.includes(pid));
    await expect.poll(arrived).toHaveLength(2);
    expect(await timeToEnd(there, cookie, 6_000)).toBeLessThan(1_000);
  });

  test('is not undone by requests that are under way meanwhile, in either process', async () => {
    for (let round = 0; round < 8; round += 1) {
      const cookie = await signInCookie(here.address, cast.harbour.employee);
      // Old enough that every one of the requests wants to move its end.
      await rowsOf(
        database.url,
        `update sessions set sess = jsonb_set(sess, '{signedInAt}', to_jsonb(extract(epoch from now())::bigint * 1000 - 120000))`,
      );
      const crowd = Array.from({ length: 12 }, (_, i) => call(i % 2 ? here : there, 'GET', cookie));
      const ending = call(here, 'DELETE', cookie);
      await Promise.all([...crowd, ending]);
      expect(await countSessions()).toBe(0);
      expect(await statusOf(here, cookie)).toBe(401);
    }
  });
});

describe('ended for a person', () => {
  test('a new epoch, or leaving, ends all sessions everywhere within the seconds they are remembered', async () => {
    const { supervisor, colleague } = cast.harbour;
    const [ofSupervisor, ofColleague] = await Promise.all([
      signInCookie(here.address, supervisor),
      signInCookie(there.address, colleague),
    ]);
    for (const server of [here, there]) {
      expect(await statusOf(server, ofSupervisor)).toBe(200);
      expect(await statusOf(server, ofColleague)).toBe(200);
    }
    await rowsOf(database.url, 'update employees set session_epoch = session_epoch + 1 where id = $1', [
      supervisor.id,
    ]);
    await rowsOf(database.url, 'update employees set active = false where id = $1', [colleague.id]);
    // Signed in anew meanwhile, on a process that remembers the old epoch: both take it at once.
    const anew = await signInCookie(here.address, supervisor);
    expect(await statusOf(here, anew)).toBe(200);
    expect(await statusOf(there, anew)).toBe(200);
    await Promise.all(
      [here, there].flatMap((server) => [
        timeToEnd(server, ofSupervisor, 7_000),
        timeToEnd(server, ofColleague, 7_000),
      ]),
    );
    expect(await statusOf(here, anew)).toBe(200);
  });
});

describe('lifetimes', () => {
  const fresh = async (
    work: (server: TestServer) => Promise<void>,
    variables: Record<string, string> = {},
  ) => {
    const server = await startTestServer(database.url, variables);
    try {
      await work(server);
    } finally {
      await server.stop();
    }
  };
  const sessionOf = async (person: Person) =>
    (
      await rowsOf<{ expire: Date; signed_in_at: string }>(
        database.url,
        "select expire, sess ->> 'signedInAt' as signed_in_at from sessions where employee_id = $1",
        [person.id],
      )
    )[0];

  test('nobody used it for the idle time: over', async () => {
    const cookie = await signInCookie(here.address, cast.harbour.admin);
    await rowsOf(database.url, "update sessions set expire = now() - interval '1 second'");
    await fresh(async (server) => expect(await statusOf(server, cookie)).toBe(401));
  });

  test('used all the time, and yet over after the absolute time', async () => {
    const cookie = await signInCookie(here.address, cast.harbour.admin);
    const twoHoursAgo = Date.now() - 2 * 3_600_000;
    await rowsOf(
      database.url,
      "update sessions set sess = jsonb_set(sess, '{signedInAt}', to_jsonb($1::bigint))",
      [twoHoursAgo],
    );
    await fresh(async (server) => expect(await statusOf(server, cookie)).toBe(401), {
      SESSION_ABSOLUTE_HOURS: '1',
    });
    await fresh(async (server) => expect(await statusOf(server, cookie)).toBe(200), {
      SESSION_ABSOLUTE_HOURS: '3',
    });
  });

  test('use moves the end of idling, but never past the absolute end', async () => {
    await rowsOf(database.url, 'delete from sessions');
    await fresh(
      async (server) => {
        const cookie = await signInCookie(server.address, cast.harbour.admin);
        const before = await sessionOf(cast.harbour.admin);
        expect(before?.expire.getTime()).toBeLessThanOrEqual(Date.now() + 60_000 + 2_000);
        // As if it had been begun 50 of the 60 minutes ago, and used last half an idle time ago.
        const signedInAt = Date.now() - 59.5 * 60_000;
        await rowsOf(
          database.url,
          "update sessions set expire = now() + interval '20 seconds', sess = jsonb_set(sess, '{signedInAt}', to_jsonb($1::bigint))",
          [Math.round(signedInAt)],
        );
        await fresh(
          async (other) => {
            expect(await statusOf(other, cookie)).toBe(200);
            const after = await sessionOf(cast.harbour.admin);
            const end = after?.expire.getTime() ?? 0;
            expect(end).toBeGreaterThan(signedInAt + 3_600_000 - 1_000);
            expect(end).toBeLessThanOrEqual(signedInAt + 3_600_000 + 1_000);
          },
          { SESSION_IDLE_MINUTES: '1', SESSION_ABSOLUTE_HOURS: '1' },
        );
      },
      { SESSION_IDLE_MINUTES: '1', SESSION_ABSOLUTE_HOURS: '1' },
    );
  });

  test('the password is not part of what is stored', async () => {
    const rows = await rowsOf<{ line: string }>(database.url, 'select t::text as line from sessions t');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ line }) => line.includes(PASSWORD))).toEqual([]);
  });
});
