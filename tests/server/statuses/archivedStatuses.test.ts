import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { importText } from '../imports/importText.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let database: Database;
let sue: Agent;
let ada: Agent;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  database = openDatabase({ url: clone.url, max: 2, connectTimeoutMs: 5_000 });
  sue = await server.signIn(cast.harbour.supervisor);
  ada = await server.signIn(cast.harbour.admin);
});
afterAll(async () => {
  await database?.close();
  await server?.stop();
  await clone?.drop();
});

const setArchived = async (key: string, archived: boolean) => {
  const { items } = (await ada.get('/api/statuses').expect(200)).body;
  const { updatedAt } = items.find((status: { key: string }) => status.key === key);
  await ada.patch(`/api/statuses/${key}`).send({ updatedAt, archived }).expect(200);
};

let held = '';
let other = '';
/** One customer that has the status from before it was archived, and one that has another. */
beforeEach(async () => {
  await rowsOf(clone.url, "update statuses set archived = false where key = 'waiting'");
  [held = '', other = ''] = await createCustomers(clone.url, cast.harbour, [
    { name: 'Held', status: 'waiting' },
    { name: 'Other', status: 'new' },
  ]);
  await setArchived('waiting', true);
});

const read = async (id: string): Promise<Customer> =>
  (await sue.get(`/api/customers/${id}`).expect(200)).body;
const patch = async (id: string, changes: object) =>
  sue.patch(`/api/customers/${id}`).send({ updatedAt: (await read(id)).updatedAt, ...changes });
const seen = async (...ids: string[]) =>
  (await Promise.all(ids.map(read))).map(({ id, updatedAt }) => ({ id, updatedAt }));
const bulk = async (body: object) => sue.post('/api/bulk-changes').send(body);
const ARCHIVED = 'is archived: no customer is given it any more';
const refusal = (pointer: string) => [{ in: 'body', pointer, message: ARCHIVED }];

test('a customer is not given an archived status, and one that has it can be edited', async () => {
  const refused = await patch(other, { status: 'waiting', notes: 'not saved' });
  expect([refused.status, refused.body.issues]).toEqual([400, refusal('/status')]);
  expect(await read(other)).toMatchObject({ status: 'new', notes: '', version: 1 });
  expect((await patch(held, { status: 'waiting', notes: 'saved' })).status).toBe(200);
  expect(await read(held)).toMatchObject({ status: 'waiting', notes: 'saved', version: 2 });
  expect((await patch(held, { status: 'new' })).status).toBe(200);
  expect((await patch(held, { status: 'waiting' })).status).toBe(400);
});

test('no new customer has an archived status', async () => {
  const count = () => rowsOf(clone.url, 'select count(*) from customers');
  const before = await count();
  const { body } = await sue.post('/api/customers').send({ name: 'X', status: 'waiting' }).expect(400);
  expect(body.issues).toEqual(refusal('/status'));
  expect(await count()).toEqual(before);
});

test('a bulk change to it is refused as a whole', async () => {
  const answer = await bulk({ customers: await seen(other), changes: { status: 'waiting' }, dryRun: true });
  expect([answer.status, answer.body.issues]).toEqual([400, refusal('/changes/status')]);
  expect((await read(other)).version).toBe(1);
});

test('a preview from before gives it to nobody: all or nothing is refused, else each customer is left', async () => {
  const changes = { status: 'escalated', priority: 'high' };
  const preview = async (mode: string, ...ids: string[]) =>
    (await bulk({ customers: await seen(...ids), changes, mode, dryRun: true })).body.id;
  const [strict, lenient] = [
    await preview('all-or-nothing', other),
    await preview('best-effort', other, held),
  ];
  await setArchived('escalated', true);
  const { body: problem } = await sue.post(`/api/batches/${strict}/apply`).expect(409);
  expect(problem.skipped).toMatchObject([{ id: other, reason: 'archived-status' }]);
  const { body: batch } = await sue.post(`/api/batches/${lenient}/apply`).expect(200);
  expect(batch).toMatchObject({ state: 'applied', changed: 0 });
  expect(batch.skipped).toMatchObject([{ reason: 'archived-status' }, { reason: 'archived-status' }]);
  expect([(await read(other)).version, (await read(held)).version]).toEqual([1, 1]);
  await setArchived('escalated', false);
});

test('undoing a batch gives it back to nobody', async () => {
  await setArchived('waiting', false);
  const { body: batch } = await bulk({
    customers: await seen(held, other),
    changes: { status: 'resolved' },
  });
  await setArchived('waiting', true);
  const { body: undone } = await sue.post(`/api/batches/${batch.id}/undo`).expect(200);
  expect(undone).toMatchObject({ changed: 1, skipped: [{ id: held, reason: 'archived-status' }] });
  expect([(await read(held)).status, (await read(other)).status]).toEqual(['resolved', 'new']);
});

test('an import leaves the rows out that would give it, and keeps it where it is', async () => {
  const run = (text: string, rules = {}) => importText(database, cast.harbour, text, { rules });
  await setArchived('waiting', false);
  await run('externalId,name,status\nh,In it,Waiting\no,Not in it,new');
  await setArchived('waiting', true);
  const rows = 'externalId,name,status\nh,Still in it,waiting\no,Renamed,Waiting\nn,New one,Waiting';
  const report = await run(rows, { existing: 'update' });
  expect(report).toMatchObject({ created: 0, updated: 1, rejected: 2 });
  const reason = 'status (status): "Waiting" is archived: no customer is given it any more';
  expect(report.rejections).toEqual([
    { row: 3, reason },
    { row: 4, reason },
  ]);
  expect(report.problems).toMatchObject([
    { type: 'status', field: 'status', count: 2, row: 4, words: [{ of: 'Waiting', count: 2 }] },
  ]);
  const stored = await rowsOf(
    clone.url,
    'select name, status from customers where external_id is not null order by external_id',
  );
  expect(stored).toEqual([
    { name: 'Still in it', status: 'waiting' },
    { name: 'Not in it', status: 'new' },
  ]);
  await expect(run('name\nA', { statusDefault: 'waiting' })).rejects.toThrow(/status "waiting".*archived/u);
  await setArchived('new', true);
  expect(await run('name\nWithout a status')).toMatchObject({
    created: 1,
    byStatus: [{ of: 'in_progress', count: 1 }],
  });
  await setArchived('new', false);
});
