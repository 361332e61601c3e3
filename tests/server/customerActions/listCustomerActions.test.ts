import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let id: string;

type Item = { readonly changes: ReadonlyArray<{ readonly field: string; readonly to: unknown }> };

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  ana = await server.signIn(cast.harbour.employee);
  [id = ''] = await createCustomers(clone.url, cast.harbour, [{ name: 'Weber' }]);
  for (const change of [
    { name: 'Weber AG' },
    { priority: 'high', name: 'Weber SE' },
    { status: 'waiting' },
    { fields: { district: 'Mitte' } },
    { fields: { district: 'Wedding' }, notes: 'moved' },
    { notes: 'name' },
    { name: 'Weber KG' },
  ]) {
    const { body } = await ana.get(`/api/customers/${id}`).expect(200);
    await ana
      .patch(`/api/customers/${id}`)
      .send({ updatedAt: body.updatedAt, ...change })
      .expect(200);
  }
  await ana.post(`/api/customers/${id}/comments`).send({ body: 'name' }).expect(201);
});
afterAll(async () => {
  await server.stop();
  await clone.drop();
});

const historyOf = async (query: string) => {
  const { body } = await ana.get(`/api/customers/${id}/actions?${query}`).expect(200);
  const items: Item[] = body.items;
  return { items, nextCursor: body.nextCursor };
};
const valuesOf = (items: readonly Item[], field: string) =>
  items.map(({ changes }) => changes.find((change) => change.field === field)?.to);

test.each([
  ['name', ['Weber KG', 'Weber SE', 'Weber AG']],
  ['fields.district', ['Wedding', 'Mitte']],
  ['status', ['waiting']],
  ['email', []],
  ['%', []],
  ['name"}]', []],
])('the history of %s alone, newest first', async (field, values) => {
  const { items, nextCursor } = await historyOf(`field=${encodeURIComponent(field)}`);
  expect(valuesOf(items, field)).toEqual(values);
  expect(nextCursor).toBeNull();
});

test('is walked page by page, and its cursor is of no other field', async () => {
  const seen: unknown[] = [];
  let cursor = '';
  do {
    const page = await historyOf(`field=name&limit=1${cursor && `&cursor=${cursor}`}`);
    seen.push(...valuesOf(page.items, 'name'));
    cursor = page.nextCursor ?? '';
    if (cursor) await ana.get(`/api/customers/${id}/actions?field=notes&cursor=${cursor}`).expect(400);
    if (cursor) await ana.get(`/api/customers/${id}/actions?cursor=${cursor}`).expect(400);
  } while (cursor);
  expect(seen).toEqual(['Weber KG', 'Weber SE', 'Weber AG']);
});

test('type and field are asked together', async () => {
  expect((await historyOf('field=status&type=update')).items).toEqual([]);
  expect((await historyOf('field=status&type=status_change')).items).toHaveLength(1);
});

test('every action says which files it has', async () => {
  const { items } = await historyOf('limit=200');
  expect(items.length).toBeGreaterThan(5);
  for (const item of items) expect(item).toHaveProperty('attachments', []);
});
