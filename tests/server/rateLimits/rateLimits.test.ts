import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, afterAll, describe, expect, test, vi } from 'vitest';
import { SharedCounts } from '@caseload/server/rateLimits/sharedCounts.ts';
import { type Cast, createCast, createCustomers, PASSWORD } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { stayAwake } from '../../support/awake.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy } from '../../support/wireProxy.ts';
import { bytesOf, exchange, type RawAnswer } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';

let database: TestDatabase;
let cast: Cast;
const servers: TestServer[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
afterAll(() => database?.drop());

/** A server with tight limits, which nobody has used yet. */
async function start(variables: Record<string, string>, url = database.url): Promise<TestServer> {
  const server = await startTestServer(url, variables);
  servers.push(server);
  return server;
}

type Headers = ReadonlyArray<readonly [string, string]>;
const get = (server: TestServer, path: string, headers: Headers = []) =>
  exchange(server.address, bytesOf({ method: 'GET', path, headers }));
const whoAmI = (server: TestServer, cookie: string) => get(server, '/api/session', [['Cookie', cookie]]);
const attempt = (server: TestServer, password: string, headers: Headers = []) =>
  exchange(
    server.address,
    bytesOf({
      method: 'POST',
      path: '/api/session',
      headers: [['Content-Type', 'application/json'], ...headers],
      body: JSON.stringify({ email: cast.harbour.employee.email, password }),
    }),
  );
const statuses = async (count: number, call: () => Promise<RawAnswer>) => {
  const seen: number[] = [];
  for (let i = 0; i < count; i += 1) seen.push((await call()).status);
  return seen;
};
const times = (count: number, status: number) => Array.from({ length: count }, () => status);

function expectLimited(answer: RawAnswer, windowSeconds: number): void {
  expect(answer.status, answer.text).toBe(429);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const seconds = Number(answer.headers.get('retry-after'));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(windowSeconds);
  expect(JSON.parse(answer.body)).toMatchObject({ type: 'rate-limited', retryAfterSeconds: seconds });
}

describe('requests', () => {
  test('are counted per employee, so that one does not use up the office’s address', async () => {
    const server = await start({ RATE_LIMIT_MAX: '6' });
    const busy = await signInCookie(server.address, cast.harbour.employee);
    const calm = await signInCookie(server.address, cast.harbour.colleague);
    expect(await statuses(6, () => whoAmI(server, busy))).toEqual(times(6, 200));
    expectLimited(await whoAmI(server, busy), 900);
    expect((await whoAmI(server, calm)).status).toBe(200);
    // A second session of the same person is the same person.
    expectLimited(await whoAmI(server, await signInCookie(server.address, cast.harbour.employee)), 900);
  });

  test('of visitors are counted per address, which they cannot choose', async () => {
    const server = await start({ RATE_LIMIT_MAX: '5' });
    const forged = (i: number): Headers => [['X-Forwarded-For', `203.0.113.${i}`]];
    for (let i = 0; i < 5; i += 1) expect((await get(server, '/api/session', forged(i))).status).toBe(401);
    expectLimited(await get(server, '/api/session', forged(99)), 900);
  });

  test('behind a proxy count for the address that the proxy saw', async () => {
    const server = await start({ RATE_LIMIT_MAX: '3', TRUST_PROXY_HOPS: '1' });
    const from = (address: string) => () =>
      get(server, '/api/session', [['X-Forwarded-For', `198.51.100.77, ${address}`]]);
    expect(await statuses(3, from('203.0.113.1'))).toEqual(times(3, 401));
    expectLimited(await from('203.0.113.1')(), 900);
    expect((await from('203.0.113.2')()).status).toBe(401);
  });

  test('say what is left of the limit', async () => {
    const server = await start({ RATE_LIMIT_MAX: '10', RATE_LIMIT_WINDOW_MS: '60000' });
    const cookie = await signInCookie(server.address, cast.harbour.employee);
    const answer = await whoAmI(server, cookie);
    expect(answer.headers.get('ratelimit')).toMatch(/^"general"; r=9; t=\d+$/u);
    expect(answer.headers.get('ratelimit-policy')).toMatch(/^"general"; q=10; w=60;/u);
    expect(answer.headers.has('x-ratelimit-limit')).toBe(false);
  });

  test('are let through again when the window is over', async () => {
    const server = await start({ RATE_LIMIT_MAX: '2', RATE_LIMIT_WINDOW_MS: '60000' });
    const visit = () => get(server, '/api/session');
    expect(await statuses(2, visit)).toEqual(times(2, 401));
    expectLimited(await visit(), 60);
    const now = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => now() + 60_000);
    expect((await visit()).status).toBe(401);
  });

  test('past the limit cost no statement', async () => {
    const proxy = await startWireProxy(database.url);
    try {
      const server = await start({ RATE_LIMIT_MAX: '1' }, proxy.url);
      const cookie = await signInCookie(server.address, cast.harbour.employee);
      await get(server, '/api/customers', [['Cookie', cookie]]);
      proxy.takeRoundTrips();
      for (let i = 0; i < 10; i += 1) {
        expectLimited(await get(server, '/api/customers', [['Cookie', cookie]]), 900);
      }
      expect(proxy.takeRoundTrips()).toBe(0);
    } finally {
      await proxy.close();
    }
  });

  test('for health and for the API’s description are not counted', async () => {
    const server = await start({ RATE_LIMIT_MAX: '1' });
    await get(server, '/api/session');
    expectLimited(await get(server, '/api/session'), 900);
    for (const path of ['/health', '/ready', '/live', '/api/openapi.json']) {
      for (let i = 0; i < 3; i += 1) {
        const answer = await get(server, path);
        expect(answer.status, path).toBe(200);
        expect(answer.headers.has('ratelimit'), path).toBe(false);
      }
    }
  });
});

describe('signing in', () => {
  test('has a tight limit of its own for attempts that fail', async () => {
    const server = await start({ RATE_LIMIT_SIGN_IN_MAX: '3' });
    expect(await statuses(3, () => attempt(server, 'guess'))).toEqual(times(3, 401));
    const refused = await attempt(server, 'guess');
    expectLimited(refused, 900);
    // Not even the right password tells a guesser anything then.
    expectLimited(await attempt(server, PASSWORD), 900);
  });

  test('with success is not counted, so that an office can begin its day', async () => {
    const server = await start({ RATE_LIMIT_SIGN_IN_MAX: '3' });
    expect(await statuses(8, () => attempt(server, PASSWORD))).toEqual(times(8, 200));
    expect(await statuses(3, () => attempt(server, 'guess'))).toEqual(times(3, 401));
    expectLimited(await attempt(server, 'guess'), 900);
  });

  test('with other spellings of the address is the same address', async () => {
    const server = await start({ RATE_LIMIT_SIGN_IN_MAX: '2' });
    const to = (path: string) =>
      exchange(
        server.address,
        bytesOf({ method: 'POST', path, headers: [['Content-Type', 'application/json']], body: '{}' }),
      );
    expect((await to('/api/session')).status).toBe(400);
    expect((await to('/api/session/')).status).toBe(400);
    expectLimited(await to('/api/session?x=1'), 900);
    expect((await to('/api/Session')).status).toBe(404);
    expect((await to('/api/%73ession')).status).toBe(404);
  });
});

describe('several processes', () => {
  test('know of each other’s counts within two seconds', async () => {
    const limits = { RATE_LIMIT_MAX: '10', RATE_LIMIT_SIGN_IN_MAX: '4' };
    const [here, there] = [await start(limits), await start(limits)];
    const cookie = await signInCookie(here.address, cast.harbour.supervisor);
    expect(await statuses(8, () => whoAmI(here, cookie))).toEqual(times(8, 200));
    expect(await statuses(3, () => attempt(here, 'guess'))).toEqual(times(3, 401));
    await stayAwake(2_000);
    expect(await statuses(3, () => whoAmI(there, cookie))).toEqual([200, 200, 429]);
    expect(await statuses(2, () => attempt(there, 'guess'))).toEqual([401, 429]);
  });

  test('survive whatever is published on their channel', async () => {
    const server = await start({ RATE_LIMIT_MAX: '3' });
    const forged = (tally: unknown) => JSON.stringify({ from: 'somebody', tally });
    for (const payload of [
      'not JSON',
      'null',
      '{}',
      '[]',
      forged(null),
      forged({ limiter: 'general', hits: { a: 'many' } }),
      forged({ limiter: '__proto__', hits: { __proto__: 1 } }),
      forged({ limiter: 'general', hits: { a: -1e300 } }),
    ]) {
      await rowsOf(database.url, 'select pg_notify($1, $2)', ['caseload_rate_limits', payload]);
      await rowsOf(database.url, 'select pg_notify($1, $2)', ['caseload_sessions', payload]);
    }
    await sleep(100);
    expect(await statuses(4, () => get(server, '/api/session'))).toEqual([401, 401, 401, 429]);
  });
});

test('a store that fails lets requests pass', async () => {
  const server = await start({ RATE_LIMIT_MAX: '3', RATE_LIMIT_SIGN_IN_MAX: '3' });
  const cookie = await signInCookie(server.address, cast.harbour.employee);
  const [id = ''] = await createCustomers(database.url, cast.harbour, [{}]);
  const broken = vi.spyOn(SharedCounts.prototype, 'increment').mockImplementation(() => {
    throw new Error('the store is broken');
  });
  expect(await statuses(6, () => get(server, `/api/customers/${id}`, [['Cookie', cookie]]))).toEqual(
    times(6, 200),
  );
  expect(await statuses(5, () => attempt(server, PASSWORD))).toEqual(times(5, 200));
  expect(broken).toHaveBeenCalled();
});
