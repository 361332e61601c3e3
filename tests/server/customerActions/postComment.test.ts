import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { unlessBusy } from '../../support/unlessBusy.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

let clone: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;
let ana: Agent;
let id: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  proxy = await startWireProxy(clone.url);
  // As many connections as in earnest: with fewer, some of fifty at once are asked to come again.
  server = await startTestServer(proxy.url, { DATABASE_POOL_MAX: '50' });
  ana = await server.signIn(cast.harbour.employee);
  id = (await createCustomers(clone.url, cast.harbour, [{ assignedTo: cast.harbour.colleague.id }]))[0] ?? '';
});
afterAll(async () => {
  await server.stop();
  await proxy.close();
  await clone.drop();
});

const post = (agent: Agent, body: string, key?: string, customer = id) => {
  const request = agent.post(`/api/customers/${customer}/comments`).send({ body });
  return key === undefined ? request : request.set('Idempotency-Key', key);
};
const comments = (text: string) =>
  rowsOf(clone.url, "select * from customer_actions where type = 'comment' and comment = $1", [text]);

test('is one round trip, is answered as it is stored, and leaves the customer untouched', async () => {
  const before = await rowsOf(clone.url, 'select version, updated_at, xmin from customers where id = $1', [
    id,
  ]);
  await ana.get(`/api/customers/${id}`).expect(200);
  proxy.takeRoundTrips();
  const { body } = await post(ana, "on somebody else's customer").expect(201);
  expect(proxy.takeRoundTrips()).toBe(1);
  expect(body).toMatchObject({
    type: 'comment',
    customerId: id,
    customerVersion: null,
    changes: [],
    actor: { id: cast.harbour.employee.id },
  });
  const trail = await ana.get(`/api/customers/${id}/actions`).expect(200);
  expect(trail.body.items[0]).toEqual(body);
  expect(
    await rowsOf(clone.url, 'select version, updated_at, xmin from customers where id = $1', [id]),
  ).toEqual(before);
});

test("does not wait for whoever holds the customer's row", async () => {
  const holder = new Client({ connectionString: clone.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select * from customers where id = $1 for update', [id]);
  await post(ana, 'while locked').expect(201);
  await holder.query('rollback');
  await holder.end();
});

test('does not wait for the many who wait for that row either', async () => {
  const holder = new Client({ connectionString: clone.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select * from customers where id = $1 for update', [id]);
  const supervisor = await server.signIn(cast.harbour.supervisor);
  const { body: customer } = await ana.get(`/api/customers/${id}`).expect(200);
  // More than the pool of this server has connections.
  const changes = Array.from({ length: 40 }, (_, i) =>
    unlessBusy(() =>
      supervisor
        .patch(`/api/customers/${id}`)
        .send({ updatedAt: customer.updatedAt, notes: `all at once ${i}` }),
    ),
  );
  const answers = Promise.all(changes);
  const waiting = () =>
    holder.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
  await expect.poll(async () => (await waiting()).rowCount).toBeGreaterThan(1);
  await post(ana, 'while forty wait').expect(201);
  await holder.query('rollback');
  await holder.end();
  const statuses = (await answers).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, ...Array.from({ length: 39 }, () => 409)]);
});

test('the same key again is the same action; with another body 422; by another person 422', async () => {
  const key = randomUUID();
  const first = await post(ana, 'said once', key).expect(201);
  const again = await post(ana, 'said once', key).expect(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(first.headers['idempotency-replayed']).toBeUndefined();
  await post(ana, 'said otherwise', key).expect(422);
  await post(await server.signIn(cast.harbour.colleague), 'said once', key).expect(422);
  expect(await comments('said once')).toHaveLength(1);
});

test('twenty at once under one key are one comment, and all are answered with it', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(ana, 'pressed twenty times', key)));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  expect(await comments('pressed twenty times')).toHaveLength(1);
});

test('a commit whose answer was lost is answered and not repeated', async () => {
  proxy.cutNextCommitAnswer();
  await post(ana, 'answer lost').expect(201);
  expect(await comments('answer lost')).toHaveLength(1);
});

test('fifty at once are all there', async () => {
  await Promise.all(Array.from({ length: 50 }, (_, i) => post(ana, `burst ${i}`).expect(201)));
  const found = await rowsOf(clone.url, "select comment from customer_actions where comment like 'burst %'");
  expect(new Set(found.map((row) => row['comment'])).size).toBe(50);
});

test.each([
  ['nobody signed in', async () => server.visitor(), () => id, 401],
  ['another organisation', async () => server.signIn(cast.northgate.employee), () => id, 404],
  ['a customer who does not exist', async () => ana, () => randomUUID(), 404],
])('%s: refused, and nothing is inserted', async (_case, who, customer, status) => {
  await post(await who(), 'refused', undefined, customer()).expect(status);
  expect(await comments('refused')).toHaveLength(0);
});
