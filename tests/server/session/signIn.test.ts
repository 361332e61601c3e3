import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePasswords } from '@caseload/server/session/passwords.ts';
import { type Cast, createCast, PASSWORD } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { bytesOf, exchange, type RawAnswer } from '../http/exchange.ts';

let database: TestDatabase;
let cast: Cast;
let server: TestServer;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

type Headers = ReadonlyArray<readonly [string, string]>;

function signIn(
  { email, password = PASSWORD }: { email: string; password?: string },
  headers: Headers = [],
  address = server.address,
): Promise<RawAnswer> {
  return exchange(
    address,
    bytesOf({
      method: 'POST',
      path: '/api/session',
      headers: [['Content-Type', 'application/json'], ...headers],
      body: JSON.stringify({ email, password }),
    }),
  );
}

const cookieOf = (answer: RawAnswer) => answer.headers.get('set-cookie') ?? '';
const pairOf = (answer: RawAnswer) => cookieOf(answer).split(';')[0] ?? '';
/** The session id in a cookie, without its signature. */
const idOf = (pair: string) =>
  /^[^=]+=s:(?<id>[^.]+)\./u.exec(decodeURIComponent(pair))?.groups?.['id'] ?? '';
const sidOf = (pair: string) => createHash('sha256').update(idOf(pair)).digest('base64url');
const storedSids = async () =>
  (await rowsOf<{ sid: string }>(database.url, 'select sid from sessions')).map(({ sid }) => sid);
const get = (path: string, cookie: string, address = server.address) =>
  exchange(address, bytesOf({ method: 'GET', path, headers: [['Cookie', cookie]] }));

describe('the cookie', () => {
  test('by http: kept from scripts and from other sites, for this host only', async () => {
    const answer = await signIn(cast.harbour.employee);
    expect(answer.status).toBe(200);
    const [pair, ...attributes] = cookieOf(answer).split('; ');
    expect(pair).toMatch(/^caseload\.sid=s%3A[\w-]{20,}\.[\w%]+$/u);
    const names = attributes.map((attribute) => attribute.replace(/^Expires=.*/u, 'Expires'));
    expect(names.toSorted()).toEqual(['Expires', 'HttpOnly', 'Path=/', 'SameSite=Lax']);
  });

  test('by https behind a proxy: __Host- and Secure as well', async () => {
    const proxied = await startTestServer(database.url, {
      PUBLIC_URL: 'https://caseload.example',
      TRUST_PROXY_HOPS: '1',
    });
    try {
      const answer = await signIn(cast.harbour.employee, [['X-Forwarded-Proto', 'https']], proxied.address);
      const [pair = '', ...attributes] = cookieOf(answer).split('; ');
      expect(pair).toMatch(/^__Host-caseload\.sid=/u);
      expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']));
      expect(attributes.some((attribute) => attribute.startsWith('Domain'))).toBe(false);
      expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/u);
      expect((await get('/api/session', pair, proxied.address)).status).toBe(200);
      // Without https the cookie would silently not be set; that is said instead.
      const plain = await signIn(cast.harbour.employee, [], proxied.address);
      expect(plain.status).toBe(403);
      expect(cookieOf(plain)).toBe('');
      expect(plain.body).toContain('TRUST_PROXY_HOPS');
    } finally {
      await proxied.stop();
    }
  });

  test('its id is stored as a digest only', async () => {
    const pair = pairOf(await signIn(cast.harbour.employee));
    expect(await storedSids()).toContain(sidOf(pair));
    const [row] = await rowsOf<{ line: string }>(
      database.url,
      'select t::text as line from sessions t where sid = $1',
      [sidOf(pair)],
    );
    expect(row?.line).not.toContain(idOf(pair));
  });

  test('nobody gets one, or a stored session, without signing in', async () => {
    const before = await storedSids();
    for (const [method, path] of [
      ['GET', '/api/session'],
      ['GET', '/api/session/demo'],
      ['DELETE', '/api/session'],
      ['GET', '/api/customers'],
      ['GET', '/health'],
    ] as const) {
      const answer = await exchange(server.address, bytesOf({ method, path }));
      expect(answer.headers.has('set-cookie'), path).toBe(false);
    }
    expect(await storedSids()).toEqual(before);
  });
});

describe('fixation', () => {
  test('signing in gives a new id and ends the session that was there', async () => {
    const first = pairOf(await signIn(cast.harbour.employee));
    const second = pairOf(await signIn(cast.harbour.supervisor, [['Cookie', first]]));
    expect(idOf(second)).not.toBe(idOf(first));
    expect(await storedSids()).not.toContain(sidOf(first));
    expect((await get('/api/session', first)).status).toBe(401);
    expect(JSON.parse((await get('/api/session', second)).body).employee.id).toBe(cast.harbour.supervisor.id);
  });

  test('an id that somebody else chose is never taken over', async () => {
    for (const planted of ['caseload.sid=s%3Aplanted.c2lnbmF0dXJl', 'caseload.sid=planted']) {
      const answer = await signIn(cast.harbour.employee, [['Cookie', planted]]);
      expect(answer.status).toBe(200);
      expect(idOf(pairOf(answer))).not.toBe('planted');
      expect((await get('/api/session', planted)).status).toBe(401);
    }
  });

  test('a failed attempt leaves the session that is there', async () => {
    const pair = pairOf(await signIn(cast.harbour.employee));
    const failed = await signIn({ email: cast.harbour.employee.email, password: 'wrong' }, [
      ['Cookie', pair],
    ]);
    expect(failed.status).toBe(401);
    expect((await get('/api/session', pair)).status).toBe(200);
  });
});

describe('who may not', () => {
  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await signIn({ email: cast.harbour.employee.email, password: 'not the password' });
    const unknown = await signIn({ email: 'nobody@harbour.example', password: 'not the password' });
    for (const answer of [wrong, unknown]) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.has('set-cookie')).toBe(false);
    }
    const told = ({ body }: RawAnswer) => ({ ...JSON.parse(body), instance: '' });
    expect(told(wrong)).toEqual(told(unknown));
  });

  test('and after the same time, give or take: a hash is computed for both', async () => {
    const times = { wrong: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 15; round += 1) {
      times.wrong.push((await signIn({ email: cast.harbour.employee.email, password: 'x' })).ms);
      times.unknown.push((await signIn({ email: `nobody${round}@harbour.example`, password: 'x' })).ms);
    }
    const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
    const ratio = median(times.wrong) / median(times.unknown);
    // Without the decoy hash an unknown address answers five times faster.
    expect(ratio, JSON.stringify(times)).toBeGreaterThan(0.5);
    expect(ratio, JSON.stringify(times)).toBeLessThan(2);
  });

  test('people who left, and people without a password', async () => {
    const { harbour } = cast;
    await rowsOf(database.url, 'update employees set active = false where id = $1', [harbour.colleague.id]);
    await rowsOf(database.url, 'update employees set password_hash = null where id = $1', [harbour.admin.id]);
    expect((await signIn(harbour.colleague)).status).toBe(401);
    expect((await signIn(harbour.admin)).status).toBe(401);
    await rowsOf(database.url, 'update employees set active = true where id = $1', [harbour.colleague.id]);
    expect((await signIn(harbour.colleague)).status).toBe(200);
  });
});

test('one address in two organisations: the password decides, and no other opens either', async () => {
  const hash = await makePasswords().hash('the password at northgate');
  await rowsOf(database.url, 'update employees set email = $2, password_hash = $3 where id = $1', [
    cast.northgate.colleague.id,
    cast.harbour.employee.email,
    hash,
  ]);
  const { email } = cast.harbour.employee;
  const organisationOf = async (password: string) =>
    JSON.parse((await signIn({ email, password })).body).organisation?.id;
  expect(await organisationOf(PASSWORD)).toBe(cast.harbour.organisationId);
  expect(await organisationOf('the password at northgate')).toBe(cast.northgate.organisationId);
  expect(await organisationOf('neither')).toBeUndefined();
});

test('signing in tells what the person is now, not what was remembered of them', async () => {
  const roleOf = async () => JSON.parse((await signIn(cast.northgate.employee)).body).employee.role;
  expect(await roleOf()).toBe('employee');
  await rowsOf(database.url, "update employees set role = 'supervisor' where id = $1", [
    cast.northgate.employee.id,
  ]);
  expect(await roleOf()).toBe('supervisor');
});

test('the address is taken as people type it', async () => {
  const email = `  ${cast.harbour.employee.email.toUpperCase()} `;
  expect((await signIn({ email })).status).toBe(200);
});
