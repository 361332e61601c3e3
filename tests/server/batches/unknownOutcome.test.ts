import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

let database: TestDatabase;
let proxy: WireProxy;
let server: TestServer;
let cast: Cast;
let sue: Agent;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  server = await startTestServer(proxy.url);
  sue = await server.signIn(cast.harbour.supervisor);
});

afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
});

const make = () => createCustomers(database.url, cast.harbour, [{}, {}, {}]);
const seen = async (ids: readonly string[]) => {
  const rows = await Promise.all(ids.map((id) => sue.get(`/api/customers/${id}`).expect(200)));
  return rows.map(({ body }) => ({ id: body.id, updatedAt: body.updatedAt }));
};
const versionsOf = async (ids: readonly string[]) => {
  const rows = await rowsOf<{ version: number }>(
    database.url,
    'select version from customers where id = any($1::uuid[])',
    [ids],
  );
  return rows.map(({ version }) => version);
};
const countBatches = async () =>
  (await rowsOf<{ count: number }>(database.url, 'select count(*)::int as count from batches'))[0]?.count;

test.each([
  ['whose answer was lost', () => proxy.cutNextCommitAnswer()],
  ['that never arrived', () => proxy.cutNextCommit()],
])(
  'a batch without an Idempotency-Key whose COMMIT is one %s is done once and answered',
  async (_case, cut) => {
    const ids = await make();
    const customers = await seen(ids);
    const before = (await countBatches()) ?? 0;
    cut();
    const { body } = await sue
      .post('/api/reassignments')
      .send({ customers, assignedTo: cast.harbour.employee.id })
      .expect(200);
    expect(body).toMatchObject({ state: 'applied', changed: 3, skipped: [] });
    expect(await versionsOf(ids)).toEqual([2, 2, 2]);
    expect(await countBatches()).toBe(before + 1);

    cut();
    const undone = await sue.post(`/api/reassignments/${body.id}/undo`).expect(200);
    expect(undone.body).toMatchObject({ state: 'undone', changed: 3, skipped: [] });
    expect(await versionsOf(ids)).toEqual([3, 3, 3]);
  },
);
