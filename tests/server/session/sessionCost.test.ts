import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { bytesOf, exchange } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';

let database: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  server = await startTestServer(proxy.url);
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
});

const whoAmI = (cookie: string) =>
  exchange(server.address, bytesOf({ method: 'GET', path: '/api/session', headers: [['Cookie', cookie]] }));

test('who asks, and how often, costs no statement while it is remembered', async () => {
  const cookie = await signInCookie(server.address, cast.harbour.employee);
  await whoAmI(cookie);
  proxy.takeRoundTrips();
  for (let i = 0; i < 20; i += 1) expect((await whoAmI(cookie)).status).toBe(200);
  expect(proxy.takeRoundTrips()).toBe(0);
});

test('fifty at once on a process that knows nothing share one look', async () => {
  const elsewhere = await startTestServer(database.url);
  const cookie = await signInCookie(elsewhere.address, cast.harbour.supervisor);
  await elsewhere.stop();
  proxy.takeRoundTrips();
  const answers = await Promise.all(Array.from({ length: 50 }, () => whoAmI(cookie)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  // One for the session, one for the person.
  expect(proxy.takeRoundTrips()).toBeLessThanOrEqual(2);
});

test('moving the end of a session costs one statement a minute, not one a request', async () => {
  const elsewhere = await startTestServer(database.url);
  const cookie = await signInCookie(elsewhere.address, cast.harbour.colleague);
  await elsewhere.stop();
  await rowsOf(
    database.url,
    `update sessions set sess = jsonb_set(sess, '{signedInAt}', to_jsonb(extract(epoch from now())::bigint * 1000 - 120000))`,
  );
  proxy.takeRoundTrips();
  await whoAmI(cookie);
  expect(proxy.takeRoundTrips()).toBe(3);
  for (let i = 0; i < 20; i += 1) await whoAmI(cookie);
  expect(proxy.takeRoundTrips()).toBe(0);
});

test('a visitor costs none', async () => {
  proxy.takeRoundTrips();
  for (const cookie of ['', 'caseload.sid=s%3Amade-up.signature', 'a=b']) {
    expect((await whoAmI(cookie)).status).toBe(401);
  }
  expect(proxy.takeRoundTrips()).toBe(0);
});
