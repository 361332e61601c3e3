import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Cast, createCast, PASSWORD } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { bytesOf, exchange, type RawAnswer } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';

let database: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
});
afterAll(() => database?.drop());
beforeEach(async () => {
  proxy = await startWireProxy(database.url);
  server = await startTestServer(proxy.url);
});
afterEach(async () => {
  await server?.stop();
  await proxy?.close();
});

const signIn = () =>
  exchange(
    server.address,
    bytesOf({
      method: 'POST',
      path: '/api/session',
      headers: [['Content-Type', 'application/json']],
      body: JSON.stringify({ email: cast.harbour.employee.email, password: PASSWORD }),
    }),
  );
const get = (path: string, cookie: string) =>
  exchange(server.address, bytesOf({ method: 'GET', path, headers: [['Cookie', cookie]] }));

function expectBusy(answer: RawAnswer): void {
  expect(answer.status, answer.text).toBe(503);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(answer.headers.has('set-cookie')).toBe(false);
  expect(answer.body).not.toMatch(/ECONN|postgres|127\.0\.0\.1/iu);
}

test('the database is gone: signing in is 503 without a cookie, and the process lives', async () => {
  const cookie = await signInCookie(server.address, cast.harbour.employee);
  await proxy.close();
  expectBusy(await signIn());
  expectBusy(await get('/health', ''));
  expect((await get('/live', '')).status).toBe(200);
  // Endings can no longer be heard of, so nobody is taken for signed in from memory.
  expectBusy(await get('/api/session', cookie));
  expectBusy(await get('/api/customers', cookie));
});

test('the database is silent: an answer all the same, within the time limits', async () => {
  await signInCookie(server.address, cast.harbour.employee);
  proxy.freeze();
  const answer = await signIn();
  expectBusy(answer);
  expect(answer.ms).toBeLessThan(9_000);
  proxy.thaw();
  expect((await signIn()).status).toBe(200);
});

test.each(['53300', '57014', '40001', '25P04'])(
  'saving the session fails with %s: 503, no cookie, no session',
  async (state) => {
    await rowsOf(database.url, 'delete from sessions');
    await rowsOf(
      database.url,
      `create function refuse() returns trigger language plpgsql as
         $$ begin raise exception 'a secret of the database' using errcode = '${state}'; end $$;
       create trigger refuse before insert on sessions for each row execute function refuse()`,
    );
    try {
      const answer = await signIn();
      expectBusy(answer);
      expect(answer.body).not.toContain('secret');
      expect(await rowsOf(database.url, 'select from sessions')).toEqual([]);
    } finally {
      await rowsOf(database.url, 'drop function refuse cascade');
    }
    expect((await signIn()).status).toBe(200);
  },
);

test('signing out while the database is gone is 503, and the session is still there afterwards', async () => {
  const cookie = await signInCookie(server.address, cast.harbour.employee);
  await proxy.close();
  expectBusy(
    await exchange(
      server.address,
      bytesOf({ method: 'DELETE', path: '/api/session', headers: [['Cookie', cookie]] }),
    ),
  );
  const other = await startTestServer(database.url);
  try {
    const answer = await exchange(
      other.address,
      bytesOf({ method: 'GET', path: '/api/session', headers: [['Cookie', cookie]] }),
    );
    expect(answer.status).toBe(200);
  } finally {
    await other.stop();
  }
});
