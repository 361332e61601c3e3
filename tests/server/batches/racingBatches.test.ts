import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Batch } from '@caseload/shared/batches/batch.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { unlessBusy } from '../../support/unlessBusy.ts';
import { print, printSeed } from '../../support/print.ts';

const CLIENTS = 20;
const ROWS = 50;
const ROUNDS = 3;

let database: TestDatabase;
let server: TestServer;
let cast: Cast;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
});

afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

/** A generator with a printed seed, so that a failing order can be run again. */
function shuffler(seed: number): <T>(list: readonly T[]) => T[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return (list) =>
    list
      .map((item) => ({ item, key: next() }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ item }) => item);
}

test('twenty people moving the same customers in any order: nothing waits for ever, nothing is lost', async () => {
  const seed = printSeed();
  const shuffle = shuffler(seed);
  const ids = await createCustomers(
    database.url,
    cast.harbour,
    Array.from({ length: 120 }, () => ({})),
  );
  const people = [cast.harbour.employee, cast.harbour.colleague, cast.harbour.supervisor];
  const agents = await Promise.all(
    Array.from({ length: CLIENTS }, () => server.signIn(cast.harbour.supervisor)),
  );
  const times: number[] = [];
  const answers = await Promise.all(
    agents.map(async (agent, client) => {
      const done: Batch[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const wanted = shuffle(ids).slice(0, ROWS);
        const { body: list } = await agent.get('/api/customers?limit=200').expect(200);
        const seen = new Map<string, string>(
          list.items.map((row: { id: string; updatedAt: string }) => [row.id, row.updatedAt]),
        );
        const begun = performance.now();
        const { body, status } = await unlessBusy(() =>
          agent.post('/api/reassignments').send({
            customers: wanted.map((id) => ({ id, updatedAt: seen.get(id) ?? '' })),
            assignedTo: people[(client + round) % people.length]?.id,
            mode: 'best-effort',
          }),
        );
        expect(status).toBe(200);
        times.push(performance.now() - begun);
        done.push(body);
      }
      return done;
    }),
  );
  const sorted = times.toSorted((a, b) => a - b);
  print(
    `${times.length} batches of ${ROWS}: median ${sorted[times.length >> 1]?.toFixed(0)} ms, slowest ${sorted.at(-1)?.toFixed(0)} ms`,
  );

  const [statistics] = await rowsOf<{ deadlocks: string }>(
    database.url,
    'select deadlocks::text from pg_stat_database where datname = current_database()',
  );
  expect(statistics?.deadlocks).toBe('0');

  const changed = answers.flat().reduce((sum, batch) => sum + batch.changed, 0);
  const actions = await rowsOf<{ customer_id: string; customer_version: number; from: unknown; to: unknown }>(
    database.url,
    `select customer_id, customer_version, changes -> 0 -> 'from' as from, changes -> 0 -> 'to' as to
     from customer_actions where batch_id is not null order by customer_id, customer_version`,
  );
  expect(actions).toHaveLength(changed);
  const rows = await rowsOf<{ id: string; version: number; assigned_to: string | null }>(
    database.url,
    'select id, version, assigned_to from customers where id = any($1::uuid[])',
    [ids],
  );
  for (const { id, version, assigned_to: holder } of rows) {
    const trail = actions.filter(({ customer_id: customer }) => customer === id);
    expect(trail.map((action) => action.customer_version)).toEqual(
      Array.from({ length: version - 1 }, (_, i) => i + 2),
    );
    let before: unknown = null;
    for (const action of trail) {
      expect(action.from).toEqual(before);
      before = action.to;
    }
    expect(holder).toEqual(before);
  }
}, 60_000);

test('5,000 customers move in one transaction, and back', async () => {
  const ids = await createCustomers(
    database.url,
    cast.harbour,
    Array.from({ length: 5_000 }, () => ({ tags: ['many'], assignedTo: cast.harbour.employee.id })),
  );
  const sue = await server.signIn(cast.harbour.supervisor);
  const filter = { tag: ['many'] };
  const timed = async (what: string, path: string, body?: object) => {
    const begun = performance.now();
    const answer = await sue.post(path).send(body).expect(200);
    print(`${what}: ${(performance.now() - begun).toFixed(0)} ms`);
    return answer.body;
  };
  const { colleague } = cast.harbour;
  const batch = await timed('5,000 moved', '/api/reassignments', { filter, assignedTo: colleague.id });
  expect(batch).toMatchObject({ changed: ids.length, skipped: [] });
  const undone = await timed('5,000 moved back', `/api/reassignments/${batch.id}/undo`);
  expect(undone).toMatchObject({ changed: ids.length, skipped: [] });
  const transactions = await rowsOf(
    database.url,
    'select transaction_id from customer_actions where batch_id = $1 group by 1',
    [batch.id],
  );
  expect(transactions).toHaveLength(2);
}, 90_000);

test('a batch waits for a longer one, where a single change would give up', async () => {
  const [id = ''] = await createCustomers(database.url, cast.harbour, [{}]);
  const sue = await server.signIn(cast.harbour.supervisor);
  const { body: customer } = await sue.get(`/api/customers/${id}`).expect(200);
  const longer = new Client({ connectionString: database.url });
  await longer.connect();
  await longer.query('begin');
  await longer.query('select from customers where id = $1 for update', [id]);
  const batch = sue
    .post('/api/reassignments')
    .send({ customers: [{ id, updatedAt: customer.updatedAt }], assignedTo: cast.harbour.employee.id })
    .then((answer) => answer.status);
  await sue.patch(`/api/customers/${id}`).send({ updatedAt: customer.updatedAt, notes: 'n' }).expect(503);
  await longer.query('rollback');
  await longer.end();
  expect(await batch).toBe(200);
});
