import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Cast, createCast, type Person } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { bytesOf, exchange } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';

/** Neither begins nor ends a session, and its own part costs no statement: the id is refused before. */
const ORDINARY = '/api/customers/no-id';
const RECOGNISED = 400;

let database: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let here: TestServer;
let there: TestServer;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  [here, there] = await Promise.all([startTestServer(proxy.url), startTestServer(database.url)]);
});
afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await proxy?.close();
  await database?.drop();
});

async function ask(cookie: string, { address } = here, path = ORDINARY, method = 'GET'): Promise<number> {
  const answer = await exchange(address, bytesOf({ method, path, headers: [['Cookie', cookie]] }));
  return answer.status;
}
const signIn = (person: Person) => signInCookie(here.address, person);
const signOut = (cookie: string) => ask(cookie, here, '/api/session', 'DELETE');

/** So old that its next use moves its end. */
const makeOld = () =>
  rowsOf(
    database.url,
    `update sessions set sess = jsonb_set(sess, '{signedInAt}', to_jsonb(extract(epoch from now())::bigint * 1000 - 120000))`,
  );

test('costs no statement while it is remembered', async () => {
  const cookie = await signIn(cast.harbour.employee);
  expect(await ask(cookie)).toBe(RECOGNISED);
  proxy.takeRoundTrips();
  for (let i = 0; i < 20; i += 1) expect(await ask(cookie)).toBe(RECOGNISED);
  expect(proxy.takeRoundTrips()).toBe(0);
});

test('is over with its session: here at once, elsewhere when that is told', async () => {
  const cookie = await signIn(cast.harbour.employee);
  for (const server of [here, here, there, there]) expect(await ask(cookie, server)).toBe(RECOGNISED);
  expect(await signOut(cookie)).toBe(204);
  expect(await ask(cookie)).toBe(401);
  await vi.waitFor(async () => expect(await ask(cookie, there)).toBe(401), { timeout: 10_000 });
});

test('is whoever the cookie names, whatever else is sent with it', async () => {
  const [ana, sofia] = [await signIn(cast.harbour.employee), await signIn(cast.northgate.supervisor)];
  const colleagues = async (cookie: string) => {
    const headers = { Cookie: cookie };
    const answer = await fetch(`${here.address}/api/employees`, { headers });
    return JSON.stringify(await answer.json());
  };
  const long = `other=${'x'.repeat(2_000)}`;
  for (let turn = 0; turn < 3; turn += 1) {
    for (const beside of ['', 'a=b; ', `${long}; `]) {
      expect(await colleagues(`${beside}${ana}`)).toContain(cast.harbour.employee.id);
      expect(await colleagues(`${beside}${sofia}`)).toContain(cast.northgate.supervisor.id);
    }
  }
});

test('is nobody when the cookie was changed, however often the right one came', async () => {
  const cookie = await signIn(cast.harbour.employee);
  for (let i = 0; i < 3; i += 1) expect(await ask(cookie)).toBe(RECOGNISED);
  const last = cookie.at(-1) === 'A' ? 'B' : 'A';
  for (const changed of [
    cookie.slice(0, -1) + last,
    cookie.slice(0, -1),
    `${cookie}x`,
    cookie.toUpperCase(),
  ]) {
    expect(await ask(changed)).toBe(401);
    expect(await ask(changed)).toBe(401);
  }
  expect(await ask(cookie)).toBe(RECOGNISED);
});

test('moves the end of the session, once a minute and behind the answer', async () => {
  const cookie = await signIn(cast.harbour.supervisor);
  // Another process answers, which has not read the session yet.
  await makeOld();
  const seen = async () =>
    (
      await rowsOf<{ seen: string | null }>(
        database.url,
        `select sess ->> 'seenAt' as seen from sessions where employee_id = '${cast.harbour.supervisor.id}'`,
      )
    )[0]?.seen;
  expect(await seen()).toBeNull();
  for (let i = 0; i < 2; i += 1) expect(await ask(cookie, there)).toBe(RECOGNISED);
  const moved = await vi.waitFor(
    async () => {
      const at = await seen();
      expect(at).not.toBeNull();
      return at;
    },
    { timeout: 10_000 },
  );
  for (let i = 0; i < 5; i += 1) expect(await ask(cookie, there)).toBe(RECOGNISED);
  expect(await seen()).toBe(moved);
});

test('does not undo that the session ended, when it is used at that moment', async () => {
  const count = async () => (await rowsOf(database.url, 'select from sessions')).length;
  await rowsOf(database.url, 'delete from sessions');
  for (let round = 0; round < 8; round += 1) {
    const cookie = await signIn(cast.harbour.colleague);
    expect(await ask(cookie)).toBe(RECOGNISED);
    await makeOld();
    const crowd = Array.from({ length: 12 }, (_, i) => ask(cookie, i % 2 ? here : there));
    await Promise.all([...crowd, signOut(cookie)]);
    expect(await count()).toBe(0);
  }
});
