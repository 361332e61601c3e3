import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
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
  server = await startTestServer(proxy.url);
  ana = await server.signIn(cast.harbour.employee);
  [id = ''] = await createCustomers(clone.url, cast.harbour, [{ assignedTo: cast.harbour.employee.id }]);
});
afterAll(async () => {
  await server.stop();
  await proxy.close();
  await clone.drop();
});

const skip = (agent: Agent, body: object, key: string = randomUUID(), customer = id) =>
  agent.post(`/api/customers/${customer}/skips`).set('Idempotency-Key', key).send(body);
const skips = (reason: string) =>
  rowsOf(clone.url, "select * from customer_actions where type = 'skip' and comment = $1", [reason]);
const customerRow = () =>
  rowsOf(clone.url, 'select version, updated_at, xmin from customers where id = $1', [id]);

test('is in the history with its reason, in one round trip, and leaves the customer untouched', async () => {
  const before = await customerRow();
  await ana.get(`/api/customers/${id}`).expect(200);
  proxy.takeRoundTrips();
  const { body } = await skip(ana, { reason: '  Nobody answers  ' }).expect(201);
  expect(proxy.takeRoundTrips()).toBe(1);
  expect(body).toMatchObject({
    customerId: id,
    type: 'skip',
    comment: 'Nobody answers',
    actor: { id: cast.harbour.employee.id },
    changes: [],
    attachments: [],
    customerVersion: null,
  });
  const trail = await ana.get(`/api/customers/${id}/actions?type=skip`).expect(200);
  expect(trail.body.items).toEqual([body]);
  expect(await customerRow()).toEqual(before);
});

test('does not wait for whoever holds the customer', async () => {
  const holder = new Client({ connectionString: clone.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select * from customers where id = $1 for update', [id]);
  await skip(ana, { reason: 'held' }).expect(201);
  await holder.query('rollback');
  await holder.end();
});

test('pressed ten times under one key it happened once', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 10 }, () => skip(ana, { reason: 'Pressed' }, key)));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  expect(await skips('Pressed')).toHaveLength(1);
  await skip(ana, { reason: 'Another reason' }, key).expect(422);
  // The key of a skip is not one for a comment of the same text.
  await ana
    .post(`/api/customers/${id}/comments`)
    .set('Idempotency-Key', key)
    .send({ body: 'Pressed' })
    .expect(422);
});

test.each([
  ['no reason', {}],
  ['an empty one', { reason: '' }],
  ['spaces', { reason: '   ' }],
  ['two lines', { reason: 'a\nb' }],
  ['too much', { reason: 'x'.repeat(501) }],
  ['something else', { reason: 'a', body: 'b' }],
])('refuses %s', async (_case, body) => {
  await skip(ana, body).expect(400);
});

test('refuses visitors and strangers, and inserts nothing', async () => {
  const reason = 'refused';
  await skip(server.visitor(), { reason }).expect(401);
  await skip(await server.signIn(cast.northgate.admin), { reason }).expect(404);
  await skip(ana, { reason }, randomUUID(), randomUUID()).expect(404);
  expect(await skips(reason)).toEqual([]);
});
