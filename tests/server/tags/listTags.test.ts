import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  ana = await server.signIn(cast.harbour.employee);
  await createCustomers(clone.url, cast.northgate, [{ tags: ['theirs'] }]);
});
afterAll(async () => {
  await server.stop();
  await clone.drop();
});

const listed = async (): Promise<string[]> => (await ana.get('/api/tags').expect(200)).body.items;

test('every tag that was ever given, once, as people sort, and none of another organisation', async () => {
  expect(await listed()).toEqual([]);
  await createCustomers(clone.url, cast.harbour, [{ tags: ['vip', 'Late'] }, { tags: ['alpha', 'vip'] }]);
  const created = await ana
    .post('/api/customers')
    .send({ name: 'x', tags: ['Vip', 'zeal'] })
    .expect(201);
  expect(await listed()).toEqual(['alpha', 'Late', 'Vip', 'vip', 'zeal']);
  await ana
    .patch(`/api/customers/${created.body.id}`)
    .send({ updatedAt: created.body.updatedAt, tags: ['new one'] })
    .expect(200);
  expect(await listed()).toEqual(['alpha', 'Late', 'new one', 'Vip', 'vip', 'zeal']);
});

test('at most a thousand', async () => {
  await rowsOf(
    clone.url,
    "insert into tags (organisation_id, name) select $1, 'tag ' || n from generate_series(1, 1100) n",
    [cast.harbour.organisationId],
  );
  expect(await listed()).toHaveLength(1_000);
});

test('needs a session, takes no parameters', async () => {
  await server.visitor().get('/api/tags').expect(401);
  await ana.get('/api/tags?q=a').expect(400);
});
