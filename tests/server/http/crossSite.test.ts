import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { bytesOf, exchange } from './exchange.ts';
import { requestOf, validCalls } from './validCalls.ts';
import { makeWorld, type World } from './world.ts';

let database: TestDatabase;
let cast: Cast;
let server: TestServer;
let world: World;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  world = await makeWorld(server.address, database.url, cast);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

type Header = readonly [string, string];

function send(id: string, method: string, headers: readonly Header[], address = server.address) {
  const call = validCalls[id]?.(world);
  if (!call) throw new Error(`validCalls.ts has no call for ${id}`);
  const parts = requestOf(method, call, world.cookies[call.as ?? 'supervisor']);
  return exchange(address, bytesOf({ ...parts, headers: [...(parts.headers ?? []), ...headers] }));
}

const writes = endpoints.filter(({ method }) => method !== 'GET');
const reads = endpoints.filter(({ method }) => method === 'GET');

const ELSEWHERE: readonly Header[][] = [
  [['Sec-Fetch-Site', 'cross-site']],
  [['Sec-Fetch-Site', 'same-site']],
  [['Origin', 'https://elsewhere.example']],
  [['Origin', 'null']],
  // The browser's own word counts, not an Origin that looks right.
  [
    ['Sec-Fetch-Site', 'cross-site'],
    ['Origin', 'http://caseload.example'],
  ],
];

describe.each(writes)('$method $path', ({ id, method }) => {
  test.each(ELSEWHERE)('is refused from elsewhere', async (...headers) => {
    const answer = await send(id, method, headers);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body).type).toBe('forbidden');
    expect(answer.headers.has('set-cookie')).toBe(false);
  });
});

test('a refused write ended nobody’s session', async () => {
  expect((await send('getSession', 'GET', [])).status).toBe(200);
});

test.each([
  ['the page itself', [['Sec-Fetch-Site', 'same-origin']]],
  ['the address bar', [['Sec-Fetch-Site', 'none']]],
  ['an older browser on the page', [['Origin', 'http://caseload.example']]],
  ['a program', []],
] satisfies Array<[string, Header[]]>)('a write by %s is taken', async (_name, headers) => {
  expect((await send('postComment', 'POST', headers)).status).toBe(201);
});

test('behind a proxy the public address decides, not the Host header', async () => {
  const proxied = await startTestServer(database.url, {
    PUBLIC_URL: 'http://office.example:8080',
    TRUST_PROXY_HOPS: '1',
  });
  try {
    const from = async (origin: string) =>
      (await send('postComment', 'POST', [['Origin', origin]], proxied.address)).status;
    expect(await from('http://office.example:8080')).not.toBe(403);
    expect(await from('http://caseload.example')).toBe(403);
    expect(await from('http://office.example')).toBe(403);
  } finally {
    await proxied.stop();
  }
});

test.each(reads)(
  '$method $path answers from elsewhere, and gives no other site leave to read it',
  async ({ id, method }) => {
    const answer = await send(id, method, [
      ['Origin', 'https://elsewhere.example'],
      ['Sec-Fetch-Site', 'cross-site'],
    ]);
    expect(answer.status).toBe(200);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  },
);

test('a preflight is not answered', async () => {
  for (const { path } of endpoints) {
    const answer = await exchange(
      server.address,
      bytesOf({
        method: 'OPTIONS',
        path: path.replace(':id', world.customers[0]),
        headers: [
          ['Origin', 'https://elsewhere.example'],
          ['Access-Control-Request-Method', 'PATCH'],
          ['Access-Control-Request-Headers', 'content-type'],
        ],
      }),
    );
    expect(answer.status).toBe(405);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});
