import { randomUUIDv7 } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { lockFirstUnassigned } from '@caseload/server/board/lockFirstUnassigned.ts';
import { type Cast, createCast, createCustomers, type CustomerValues } from '../../support/cast.ts';
import { trailOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let server: TestServer;
let cast: Cast;
let ana: Agent;
let ben: Agent;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  // As many connections as in earnest: with fewer, some of forty at once are asked to come again.
  server = await startTestServer(database.url, { DATABASE_POOL_MAX: '50' });
  ana = await server.signIn(cast.harbour.employee);
  ben = await server.signIn(cast.harbour.colleague);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

/** Nothing of an earlier test is nobody's any more. */
beforeEach(async () => {
  for (;;) {
    if ((await claim(ben).expect(200)).body.customer === null) break;
  }
});

const make = (rows: readonly CustomerValues[]) => createCustomers(database.url, cast.harbour, rows);
const claim = (agent: Agent, key?: string) => {
  const request = agent.post('/api/claims');
  return key === undefined ? request : request.set('Idempotency-Key', key);
};
const idOf = async (agent: Agent) => (await claim(agent).expect(200)).body.customer?.id ?? null;

/** Locks the rows until the connection ends. */
async function hold(ids: readonly string[]): Promise<Client> {
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from customers where id = any($1::uuid[]) for update', [ids]);
  return holder;
}

test('takes the oldest due date first and leaves what is done, archived, asleep or somebody’s', async () => {
  const [later, , soon, , , , , waiting] = await make([
    { dueAt: '2026-12-24T09:00:00Z' },
    {},
    { dueAt: '2026-10-01T09:00:00Z' },
    { dueAt: '2026-09-01T09:00:00Z', status: 'resolved' },
    { dueAt: '2026-09-01T09:00:00Z', archived: true },
    { dueAt: '2026-09-01T09:00:00Z', assignedTo: cast.harbour.admin.id },
    { dueAt: '2026-09-01T09:00:00Z', followUpAt: '9000-01-01T09:00:00Z' },
    { dueAt: '2026-11-01T09:00:00Z', status: 'waiting', followUpAt: '2020-01-01T09:00:00Z' },
  ]);
  const { body } = await claim(ana).expect(200);
  expect(body.customer).toMatchObject({ id: soon, assignedTo: cast.harbour.employee.id, version: 2 });
  expect((await ana.get(`/api/customers/${soon}`).expect(200)).body).toEqual(body.customer);
  expect(await trailOf(database.url, soon ?? '')).toMatchObject([
    { type: 'create' },
    {
      type: 'assignment',
      customer_version: 2,
      via: 'api',
      same_time: true,
      changes: [{ field: 'assignedTo', from: null, to: cast.harbour.employee.id }],
    },
  ]);
  expect(await idOf(ana)).toBe(waiting);
  expect(await idOf(ana)).toBe(later);
  expect(await idOf(ana)).not.toBeNull();
  expect(await idOf(ana)).toBeNull();
});

test('an empty pool is no fault', async () => {
  await claim(ana).expect(200, { customer: null });
  await server.visitor().post('/api/claims').expect(401);
});

test('is done once under one key, by one person', async () => {
  await make([{}, {}]);
  const key = randomUUIDv7();
  const [one, two] = await Promise.all([claim(ana, key), claim(ana, key)]);
  expect([one.status, two.status]).toEqual([200, 200]);
  expect(one.body.customer.id).toBe(two.body.customer.id);
  const again = await claim(ana, key).expect(200);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.body).toEqual(one.body);
  await claim(ben, key).expect(422);
  expect(await idOf(ben)).not.toBeNull();
  expect(await idOf(ben)).toBeNull();
});

test('who sends it again while it is under way gets what it brings, also when that is the last one', async () => {
  const [last] = await make([{}]);
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('begin');
  // Its action waits for its author, when the customer is taken already.
  await holder.query('select from employees where id = $1 for update', [cast.harbour.employee.id]);
  const waiting = async () => {
    const { rows } = await holder.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length;
  };
  const key = randomUUIDv7();
  const first = claim(ana, key).then(({ body }) => body);
  await expect.poll(waiting).toBe(1);
  const second = claim(ana, key).then(({ body }) => body);
  let isAnswered = false;
  void second.finally(() => (isAnswered = true));
  await expect.poll(async () => isAnswered || (await waiting()) === 2).toBe(true);
  await holder.end();
  expect(await first).toMatchObject({ customer: { id: last, version: 2 } });
  expect(await second).toEqual(await first);
});

test('whoever was found is judged again under the lock: asleep, done, archived or somebody’s by then, they stay', async () => {
  const { organisationId, admin } = cast.harbour;
  const ids = await make([
    { dueAt: '2026-09-01T09:00:00Z', followUpAt: '9000-01-01T09:00:00Z' },
    { dueAt: '2026-09-02T09:00:00Z', status: 'resolved' },
    { dueAt: '2026-09-03T09:00:00Z', archived: true },
    { dueAt: '2026-09-04T09:00:00Z', assignedTo: admin.id },
    { dueAt: '2026-09-05T09:00:00Z', followUpAt: '2020-01-01T09:00:00Z' },
    { dueAt: '2026-09-06T09:00:00Z' },
  ]);
  const pool = { organisationId, statuses: ['new', 'waiting'], now: new Date() };
  const kernel = openDatabase({ url: database.url, max: 1, connectTimeoutMs: 5_000 });
  const lock = (candidates: readonly string[]) =>
    kernel.write({ organisationId }, async (tx) =>
      (await lockFirstUnassigned(tx, pool, candidates)).map(({ id }) => id),
    );
  expect(await lock(ids.slice(0, 4))).toEqual([]);
  expect(await lock(ids)).toEqual([ids[4]]);
  await kernel.close();
});

test('forty at once get forty different customers, and nobody waits for a row that is held', async () => {
  const ids = await make(
    Array.from({ length: 41 }, (_, i) => ({
      dueAt: `2026-11-01T09:00:${String(i).padStart(2, '0')}Z`,
    })),
  );
  const holder = await hold([ids[0] ?? '']);
  const answers = await Promise.all(
    Array.from({ length: 45 }, (_, i) => claim(i % 2 === 0 ? ana : ben).expect(200)),
  ).finally(() => holder.end());
  const taken = answers.flatMap(({ body }) => body.customer?.id ?? []);
  expect(new Set(taken)).toEqual(new Set(ids.slice(1)));
  expect(taken).toHaveLength(40);
  expect(await idOf(ana)).toBe(ids[0]);
});

test('looks past as many held customers as there are', async () => {
  const ids = await make(Array.from({ length: 230 }, () => ({ dueAt: '2026-11-01T09:00:00Z' })));
  const [last = ''] = ids.toSorted().slice(-1);
  const holder = await hold(ids.filter((id) => id !== last));
  try {
    expect(await idOf(ana)).toBe(last);
    expect(await idOf(ana)).toBeNull();
  } finally {
    await holder.end();
  }
}, 30_000);
