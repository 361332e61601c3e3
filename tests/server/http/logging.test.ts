import { Writable } from 'node:stream';
import express from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseBusy } from '@caseload/db/kernel/errors.ts';
import { readConfig } from '@caseload/server/config.ts';
import { errorHandler } from '@caseload/server/http/errorHandler.ts';
import { logRequests, makeLogger } from '@caseload/server/http/logging.ts';
import { type RunningServer, startServer } from '@caseload/server/startServer.ts';
import { type Cast, createCast, PASSWORD } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { bytesOf, exchange, type RequestParts } from './exchange.ts';
import { makeWorld, signInCookie, type World } from './world.ts';

let database: TestDatabase;
let cast: Cast;
let server: RunningServer;
let world: World;
let lines: string[];

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  lines = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(...String(chunk).trim().split('\n'));
      done();
    },
  });
  const config = readConfig({ NODE_ENV: 'test', PORT: '0', DATABASE_POOL_MAX: '12', DATABASE_POOL_MIN: '1' });
  // Everything that can be logged, at the level that logs most.
  server = await startServer({ config, databaseUrl: database.url, logger: makeLogger('trace', sink) });
  world = await makeWorld(server.address, database.url, cast);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

/** With the supervisor's session, except to sign in, which would end it. */
const send = (parts: RequestParts) => {
  const cookie = parts.path === '/api/session' ? '' : world.cookies.supervisor;
  return exchange(
    server.address,
    bytesOf({ ...parts, headers: [['Cookie', cookie], ...(parts.headers ?? [])] }),
  );
};
const json = (
  method: string,
  path: string,
  body: unknown,
  headers: RequestParts['headers'] = [],
): RequestParts => ({
  method,
  path,
  headers: [['Content-Type', 'application/json'], ...headers],
  body: JSON.stringify(body),
});

test('no password, cookie, secret or word about a customer is in the logs', async () => {
  const secret = 'a-word-nobody-should-log';
  const cookie = await signInCookie(server.address, cast.harbour.admin);
  await send(json('POST', '/api/session', { email: cast.harbour.employee.email, password: secret }));
  await send(json('POST', '/api/session', { email: secret, password: PASSWORD, [secret]: secret }));
  await send({ method: 'GET', path: `/api/customers?q=${secret}` });
  await send({ method: 'GET', path: `/api/customers?${secret}=1` });
  await send({ method: 'GET', path: '/api/session', headers: [['Authorization', `Bearer ${secret}`]] });
  await send(json('POST', '/api/customers', { name: secret, notes: secret, phone: secret }));
  await send(json('POST', `/api/customers/${world.customers[0]}/comments`, { body: secret }));
  // And while statements fail with everything they hold.
  await rowsOf(
    database.url,
    `create function refuse() returns trigger language plpgsql as
       $$ begin raise exception 'failed at %', new using errcode = '22000'; end $$;
     create trigger refuse before insert on customers for each row execute function refuse();
     create trigger refuse before insert on sessions for each row execute function refuse();
     alter table customer_actions add constraint odd check (type <> 'comment') not valid`,
  );
  expect(
    (await send(json('POST', '/api/customers', { name: secret, email: 'known@customer.example' }))).status,
  ).toBe(500);
  expect(
    (await send(json('POST', '/api/session', { email: cast.harbour.admin.email, password: PASSWORD })))
      .status,
  ).toBe(500);
  const failed = await send(json('POST', `/api/customers/${world.customers[0]}/comments`, { body: secret }));
  expect(failed.status).toBe(500);
  expect(failed.body).not.toMatch(/odd|check|constraint|customer_actions/u);

  const log = lines.join('\n');
  expect(lines.length).toBeGreaterThan(10);
  const [secretRow] = await rowsOf<{ secret: string }>(
    database.url,
    'select secret from caseload_meta.installation',
  );
  const hidden = [
    secret,
    PASSWORD,
    'known@customer.example',
    cookie.split('=')[1] ?? '',
    world.cookies.supervisor.split('=')[1] ?? '',
    decodeURIComponent(cookie.split('=')[1] ?? '').slice(2, 26),
    secretRow?.secret ?? '',
    '$argon2id$',
    cast.harbour.employee.email,
  ];
  expect(hidden.every((word) => word.length > 5)).toBe(true);
  expect(hidden.filter((word) => log.includes(word))).toEqual([]);
});

test('every answer names its request, and the log has it', async () => {
  const answer = await send({ method: 'GET', path: '/api/customers/not-an-id' });
  const id = answer.headers.get('x-request-id') ?? '';
  expect(JSON.parse(answer.body).instance).toBe(id);
  const entry = lines.map((line) => JSON.parse(line)).find((line) => line.req?.id === id);
  expect(entry).toMatchObject({
    req: { method: 'GET', path: '/api/customers/not-an-id' },
    res: { status: 400 },
  });
});

test('what fails is one line, and a warning without a stack where too much is asked', async () => {
  const failures = [
    new DatabaseBusy('no database connection came free in time', {
      cause: new Error('connect ECONNREFUSED'),
    }),
    Object.assign(new Error('no space left'), { code: '53100' }),
    new Error('a mistake'),
  ];
  const told: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      told.push(String(chunk));
      done();
    },
  });
  const app = express()
    .use(logRequests(makeLogger('info', sink)))
    .get('/:number', ({ params }, _response, next) => next(failures[Number(params.number)]))
    .use(errorHandler);
  for (const [number, status] of [503, 503, 500].entries())
    await supertest(app).get(`/${number}`).expect(status);
  const entries = told.map((line) => JSON.parse(line));
  expect(entries).toMatchObject([
    { level: 40, msg: 'request failed', res: { status: 503 }, err: { type: 'DatabaseBusy' } },
    { level: 50, msg: 'request failed', res: { status: 503 }, err: { code: '53100' } },
    { level: 50, msg: 'request failed', res: { status: 500 }, err: { message: 'a mistake' } },
  ]);
  expect(told.map((line) => line.includes('"stack"'))).toEqual([false, true, true]);
});

test('an id that the caller chose is kept when it is one, and replaced when it is not', async () => {
  const given = async (id: string) =>
    (await send({ method: 'GET', path: '/live', headers: [['X-Request-Id', id]] })).headers.get(
      'x-request-id',
    );
  expect(await given('from-the-proxy.0815')).toBe('from-the-proxy.0815');
  for (const id of [
    'short',
    'with a space in it',
    '<script>alert(1)</script>',
    `${'x'.repeat(101)}`,
    '{"a":"bcdefgh"}',
  ]) {
    expect(await given(id)).toMatch(/^[0-9a-f-]{36}$/u);
  }
});
