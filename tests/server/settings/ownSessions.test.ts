import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { OwnSession } from '@caseload/shared/settings/endpoints.ts';
import { awakeMs } from '../../support/awake.ts';
import { type Cast, createCast, PASSWORD, type Person } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy } from '../../support/wireProxy.ts';
import { bytesOf, exchange } from '../http/exchange.ts';

const MICROSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u;

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
beforeEach(() => rowsOf(database.url, 'delete from sessions'));

const call = (server: TestServer, method: string, path: string, cookie: string) =>
  exchange(server.address, bytesOf({ method, path, headers: [['Cookie', cookie]] }));

async function signIn({ email }: Person, userAgent?: string, server = here): Promise<string> {
  const agent: Array<[string, string]> = userAgent === undefined ? [] : [['User-Agent', userAgent]];
  const answer = await exchange(
    server.address,
    bytesOf({
      method: 'POST',
      path: '/api/session',
      headers: [['Content-Type', 'application/json'], ...agent],
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  );
  expect(answer.status).toBe(200);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** The id that a session has on the wire: the digest of the one in the cookie. */
function sidOf(cookie: string): string {
  const id = /=s:(?<id>[^.]+)\./u.exec(decodeURIComponent(cookie))?.groups?.['id'] ?? '';
  return createHash('sha256').update(id).digest('base64url');
}

async function list(cookie: string, server = here): Promise<OwnSession[]> {
  const answer = await call(server, 'GET', '/api/settings/sessions', cookie);
  expect(answer.status).toBe(200);
  return JSON.parse(answer.body).items;
}

const statusOf = async (server: TestServer, cookie: string) =>
  (await call(server, 'GET', '/api/session', cookie)).status;
const storedSids = async () =>
  (await rowsOf<{ sid: string }>(database.url, 'select sid from sessions order by sid')).map(
    ({ sid }) => sid,
  );

describe('the list', () => {
  test('names every session of the person with what they may know it by, and marks this one', async () => {
    const { employee, colleague } = cast.harbour;
    const phone = await signIn(employee, 'Phone/1.0');
    const desk = await signIn(employee, `Desk/${'9'.repeat(300)}`);
    await signIn(colleague, 'Somebody else');
    await signIn(cast.northgate.employee, 'Somebody far away');
    const items = await list(desk);
    expect(items.map(({ id }) => id).toSorted()).toEqual([sidOf(phone), sidOf(desk)].toSorted());
    expect(items.find(({ current }) => current)).toMatchObject({
      id: sidOf(desk),
      userAgent: `Desk/${'9'.repeat(195)}`,
      address: '127.0.0.1',
    });
    expect(items.find(({ current }) => !current)).toMatchObject({ id: sidOf(phone), userAgent: 'Phone/1.0' });
    for (const { signedInAt, seenAt, expiresAt } of items) {
      for (const time of [signedInAt, seenAt, expiresAt]) expect(time).toMatch(MICROSECONDS);
      expect(Math.abs(Date.parse(signedInAt) - Date.now())).toBeLessThan(10_000);
      expect(seenAt).toBe(signedInAt);
      expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 11 * 3_600_000);
    }
  });

  test('carries no id that opens a session', async () => {
    const cookie = await signIn(cast.harbour.employee);
    const { body } = await call(here, 'GET', '/api/settings/sessions', cookie);
    const id = /=s:(?<id>[^.]+)\./u.exec(decodeURIComponent(cookie))?.groups?.['id'] ?? 'none';
    expect(body).not.toContain(id);
  });

  test('the latest first, by when they were used and not by when they began', async () => {
    const early = await signIn(cast.harbour.employee);
    await rowsOf(
      database.url,
      `update sessions set sess = jsonb_set(sess, '{signedInAt}', to_jsonb(extract(epoch from now())::bigint * 1000 - 7200000))`,
    );
    const late = await signIn(cast.harbour.employee);
    await rowsOf(
      database.url,
      `update sessions set sess = jsonb_set(sess, '{signedInAt}', to_jsonb(extract(epoch from now())::bigint * 1000 - 3600000)) where sid = $1`,
      [sidOf(late)],
    );
    expect((await list(late, there)).map(({ id }) => id)).toEqual([sidOf(late), sidOf(early)]);
    // Used on a process that does not remember it: that moves its end, and is what it was last seen.
    await statusOf(there, early);
    const [first] = await list(late, there);
    expect(first?.id).toBe(sidOf(early));
    expect(Date.parse(first?.seenAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(Date.parse(first?.signedInAt ?? '')).toBeLessThan(Date.now() - 7_000_000);
  });

  test('leaves out what is over: by time, or by a new epoch', async () => {
    const [past, present] = [await signIn(cast.harbour.admin), await signIn(cast.harbour.admin)];
    await rowsOf(database.url, "update sessions set expire = now() - interval '1 second' where sid = $1", [
      sidOf(past),
    ]);
    expect((await list(present)).map(({ id }) => id)).toEqual([sidOf(present)]);
    await signIn(cast.harbour.admin);
    await rowsOf(
      database.url,
      `update sessions set sess = jsonb_set(sess, '{epoch}', '-1') where sid <> $1`,
      [sidOf(present)],
    );
    expect((await list(present)).map(({ id }) => id)).toEqual([sidOf(present)]);
  });

  test('a made-up address is not kept', async () => {
    const proxied = await startTestServer(database.url, { TRUST_PROXY_HOPS: '1' });
    try {
      const signInFrom = (address: string) =>
        proxied
          .visitor()
          .post('/api/session')
          .set('X-Forwarded-For', address)
          .send({ email: cast.harbour.employee.email, password: PASSWORD });
      for (const address of ['<script>', '203.0.113.9', '2001:db8::7', '::ffff:203.0.113.10'])
        await signInFrom(address).expect(200);
    } finally {
      await proxied.stop();
    }
    const rows = await rowsOf<{ address: string | null }>(
      database.url,
      "select sess ->> 'address' as address from sessions",
    );
    expect(rows.map(({ address }) => address).toSorted()).toEqual(
      [null, '203.0.113.9', '2001:db8::7', '203.0.113.10'].toSorted(),
    );
  });
});

describe('revoking', () => {
  test('ends one session at once here, and within a moment in every other process', async () => {
    const [mine, lost] = [await signIn(cast.harbour.employee), await signIn(cast.harbour.employee)];
    // Both processes remember it.
    for (const server of [here, there]) expect(await statusOf(server, lost)).toBe(200);
    expect((await call(here, 'DELETE', `/api/settings/sessions/${sidOf(lost)}`, mine)).status).toBe(204);
    expect(await statusOf(here, lost)).toBe(401);
    const heard = await awakeMs(() => expect.poll(() => statusOf(there, lost), { interval: 20 }).toBe(401));
    expect(heard).toBeLessThan(4_000);
    expect(await statusOf(here, mine)).toBe(200);
    expect(await storedSids()).toEqual([sidOf(mine)]);
    expect((await call(here, 'DELETE', `/api/settings/sessions/${sidOf(lost)}`, mine)).status).toBe(404);
  });

  test('may end the session it comes from, like signing out', async () => {
    const cookie = await signIn(cast.harbour.employee);
    expect((await call(here, 'DELETE', `/api/settings/sessions/${sidOf(cookie)}`, cookie)).status).toBe(204);
    expect(await statusOf(here, cookie)).toBe(401);
    expect(await storedSids()).toEqual([]);
  });

  test('of somebody else’s session is 404, and that goes on', async () => {
    const mine = await signIn(cast.harbour.admin);
    const others = [await signIn(cast.harbour.colleague), await signIn(cast.northgate.admin)];
    for (const sid of [...others.map(sidOf), randomBytes(32).toString('base64url')]) {
      expect((await call(here, 'DELETE', `/api/settings/sessions/${sid}`, mine)).status).toBe(404);
    }
    for (const cookie of others) expect(await statusOf(here, cookie)).toBe(200);
    expect(await storedSids()).toEqual([mine, ...others].map(sidOf).toSorted());
  });

  test.each(['x', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`, `${'A'.repeat(42)}%00`])(
    'refuses %s, which is no session',
    async (id) => {
      const mine = await signIn(cast.harbour.admin);
      const answer = await call(here, 'DELETE', `/api/settings/sessions/${id}`, mine);
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body).issues[0]).toMatchObject({ in: 'path', pointer: '/id' });
    },
  );

  test('the others leaves this one, and everybody else', async () => {
    const cookies = await Promise.all([1, 2, 3].map(() => signIn(cast.harbour.employee)));
    const [mine = '', ...rest] = cookies;
    const colleague = await signIn(cast.harbour.colleague);
    for (const cookie of rest) expect(await statusOf(there, cookie)).toBe(200);
    expect((await call(here, 'DELETE', '/api/settings/sessions', mine)).status).toBe(204);
    for (const cookie of rest) {
      expect(await statusOf(here, cookie)).toBe(401);
      const heard = await awakeMs(() =>
        expect.poll(() => statusOf(there, cookie), { interval: 20 }).toBe(401),
      );
      expect(heard).toBeLessThan(4_000);
    }
    expect(await statusOf(here, mine)).toBe(200);
    expect(await storedSids()).toEqual([mine, colleague].map(sidOf).toSorted());
    // Again, when there are none.
    expect((await call(here, 'DELETE', '/api/settings/sessions', mine)).status).toBe(204);
  });

  test('is not undone by requests of that session under way', async () => {
    const mine = await signIn(cast.harbour.employee);
    for (let round = 0; round < 5; round += 1) {
      const lost = await signIn(cast.harbour.employee);
      await rowsOf(
        database.url,
        `update sessions set sess = jsonb_set(sess, '{signedInAt}', to_jsonb(extract(epoch from now())::bigint * 1000 - 120000))`,
      );
      const crowd = Array.from({ length: 8 }, (_, i) => statusOf(i % 2 ? here : there, lost));
      const ending = call(here, 'DELETE', `/api/settings/sessions/${sidOf(lost)}`, mine);
      await Promise.all([...crowd, ending]);
      expect(await storedSids()).toEqual([sidOf(mine)]);
      expect(await statusOf(here, lost)).toBe(401);
    }
  });
});

test('a visitor has none, and ends none', async () => {
  const cookie = await signIn(cast.harbour.employee);
  const visitor = here.visitor();
  await visitor.get('/api/settings/sessions').expect(401);
  await visitor.delete('/api/settings/sessions').expect(401);
  await visitor.delete(`/api/settings/sessions/${sidOf(cookie)}`).expect(401);
  expect(await statusOf(here, cookie)).toBe(200);
});

test('sessions of which nobody heard that they ended are over at once all the same', async () => {
  const proxy = await startWireProxy(database.url);
  const server = await startTestServer(proxy.url);
  onTestFinished(async () => {
    await server.stop();
    await proxy.close();
  });
  const [asking, other] = [
    await signIn(cast.harbour.employee, undefined, server),
    await signIn(cast.harbour.employee, undefined, server),
  ];
  // Known by now to the process without asking the database.
  for (const cookie of [asking, other]) expect(await statusOf(server, cookie)).toBe(200);
  proxy.cutNextCommitAnswer();
  expect((await call(server, 'DELETE', '/api/settings/sessions', asking)).status).toBe(503);
  expect((await call(server, 'DELETE', '/api/settings/sessions', asking)).status).toBe(204);
  expect(await statusOf(server, other)).toBe(401);
});
