import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '@caseload/server/config.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { type RunningServer, startServer } from '@caseload/server/startServer.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { bytesOf, exchange } from './exchange.ts';

const PAGE = '<!doctype html><title>the page</title>';
const SECRET = 'a file beside the client';

let directory: string;
let database: TestDatabase;
let server: RunningServer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'caseload-client-'));
  const client = join(directory, 'dist');
  await mkdir(join(client, 'assets'), { recursive: true });
  await writeFile(join(directory, 'secret.txt'), SECRET);
  await writeFile(join(client, '.env'), SECRET);
  await writeFile(join(client, 'index.html'), PAGE);
  await writeFile(join(client, 'assets', 'app-0a1b2c3d.js'), 'export {};');
  database = await cloneDatabase();
  server = await startServer({
    config: readConfig({
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_POOL_MAX: '10',
      DATABASE_POOL_MIN: '1',
      RATE_LIMIT_MAX: '1',
    }),
    databaseUrl: database.url,
    clientDirectory: client,
    logger: makeLogger('silent'),
  });
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

const get = (path: string, accept = 'text/html') =>
  exchange(server.address, bytesOf({ method: 'GET', path, headers: [['Accept', accept]] }));

test.each(['/', '/customers/0193a5d2-0000-7000-8000-000000000000', '/anything?at=all'])(
  '%s is the page, asked for anew each time',
  async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(PAGE);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  },
);

test('the page may run scripts of its own address only', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self'(?:;|$)/u);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/require-trusted-types-for 'script';trusted-types default(?:;|$)/u);
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/u);
});

test('an asset is kept for ever, and a missing one is not the page', async () => {
  const asset = await get('/assets/app-0a1b2c3d.js', '*/*');
  expect(asset.status).toBe(200);
  expect(asset.headers.get('cache-control')).toContain('immutable');
  const missing = await get('/assets/app-00000000.js', '*/*');
  expect(missing.status).toBe(404);
  expect(missing.headers.get('content-type')).toContain('application/problem+json');
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/..%5csecret.txt',
  '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  '//../secret.txt',
  '/.env',
  '/assets/.env',
  '/%00',
  '/%zz',
])('%s leads to nothing outside, and to no hidden file', async (path) => {
  const answer = await get(path, '*/*');
  expect(answer.text).not.toContain(SECRET);
  expect([200, 400, 404]).toContain(answer.status);
  if (answer.status === 200) expect(answer.body).toBe(PAGE);
});

test.each(['/api', '/api/', '/api/nothing', '/api/openapi.json.html'])(
  '%s is the API’s and never the page',
  async (path) => {
    const answer = await get(path);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).not.toContain('<');
  },
);

test('files are not counted against any limit', async () => {
  for (let i = 0; i < 10; i += 1) {
    const answer = await get(i % 2 ? '/' : '/assets/app-0a1b2c3d.js', '*/*');
    expect(answer.status).toBe(200);
    expect(answer.headers.has('ratelimit')).toBe(false);
  }
});
