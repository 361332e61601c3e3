import { randomUUIDv7 } from 'node:crypto';
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
  await createCustomers(
    database.url,
    cast.harbour,
    Array.from({ length: 4 }, () => ({ assignedTo: cast.harbour.employee.id })),
  );
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
});

const requests: ReadonlyArray<readonly [path: string, body: () => object]> = [
  ['/api/reassignments', () => ({ filter: {}, assignedTo: cast.harbour.supervisor.id, dryRun: true })],
  ['/api/bulk-changes', () => ({ filter: {}, changes: { priority: 'low' } })],
  [
    '/api/balances',
    () => ({ moves: [{ from: cast.harbour.employee.id, to: cast.harbour.colleague.id, count: 1 }] }),
  ],
];

test.each(requests)('%s says when the answer is that of an earlier press', async (path, body) => {
  const key = randomUUIDv7();
  const press = () => sue.post(path).set('Idempotency-Key', key).send(body()).expect(200);
  const first = await press();
  expect(first.headers['idempotency-replayed']).toBeUndefined();
  const again = await press();
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.body).toEqual(first.body);
});

test('an unknown person is refused at the place they are named', async () => {
  const refused = async (body: object) => {
    const answer = await sue
      .post('/api/reassignments')
      .send({ filter: {}, ...body })
      .expect(400);
    return answer.body.issues.map(({ pointer }: { pointer: string }) => pointer);
  };
  const nobody = randomUUIDv7();
  expect(await refused({ assignedTo: nobody })).toEqual(['/assignedTo']);
  expect(
    await refused({ assignees: [cast.harbour.employee.id, nobody, cast.northgate.employee.id] }),
  ).toEqual(['/assignees/1', '/assignees/2']);
});

test('previews that nobody applied can be told from what was done: only they may be deleted', async () => {
  const as = async (statement: string) =>
    rowsOf(
      database.url,
      `set role caseload_app; select set_config('caseload.organisation_id', '${cast.harbour.organisationId}', false); ${statement}`,
    );
  const count = async () => {
    const rows = await rowsOf<{ state: string; items: string }>(
      database.url,
      `select b.state, count(*) as items from batches b join batch_items i on i.batch_id = b.id group by 1 order by 1`,
    );
    return rows.map(({ state, items }) => [state, Number(items)]);
  };
  expect(await count()).toEqual([
    ['applied', 5],
    ['preview', 4],
  ]);
  await as('delete from batch_items; delete from batches');
  expect(await count()).toEqual([['applied', 5]]);
});

test('a batch says what it sets, for how many customers, also when it was done and taken back', async () => {
  const { harbour } = cast;
  const ids = await createCustomers(database.url, harbour, [
    { tags: ['late'] },
    { tags: ['vip', 'late'] },
    { status: 'waiting', tags: [] },
    { archived: true },
  ]);
  const seen = async () =>
    Promise.all(
      ids.map(async (id) => ({
        id,
        updatedAt: (await sue.get(`/api/customers/${id}`).expect(200)).body.updatedAt,
      })),
    );
  const changes = { status: 'waiting', dueAt: null, addTags: ['vip'], removeTags: ['late'] };
  const body = { customers: await seen(), changes, mode: 'best-effort', dryRun: true };
  const { body: preview } = await sue.post('/api/bulk-changes').send(body).expect(200);
  const sets = [
    { field: 'status', how: 'set', value: 'waiting', customers: 2 },
    { field: 'tags', how: 'add', value: 'vip', customers: 2 },
    { field: 'tags', how: 'remove', value: 'late', customers: 2 },
  ];
  expect(preview.sets).toEqual(sets);
  const read = async () => (await sue.get(`/api/batches/${preview.id}`).expect(200)).body;
  const { updatedAt } = (await seen())[0] ?? {};
  await sue.patch(`/api/customers/${ids[0]}`).send({ updatedAt, notes: 'quicker' }).expect(200);
  await sue.post(`/api/batches/${preview.id}/apply`).expect(200);
  const done = [
    { ...sets[1], customers: 1 },
    { ...sets[0], customers: 1 },
    { ...sets[2], customers: 1 },
  ];
  const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).toSorted();
  expect((await read()).changed).toBe(2);
  expect(sorted((await read()).sets)).toEqual(sorted(done));
  await sue.post(`/api/batches/${preview.id}/undo`).expect(200);
  expect(sorted((await read()).sets)).toEqual(sorted(done));
  const { body: split } = await sue
    .post('/api/reassignments')
    .send({
      customers: (await seen()).slice(0, 3),
      assignees: [harbour.employee.id, harbour.colleague.id],
      dryRun: true,
    })
    .expect(200);
  expect(split.sets).toEqual([
    { field: 'assignedTo', how: 'set', value: harbour.employee.id, customers: 2 },
    { field: 'assignedTo', how: 'set', value: harbour.colleague.id, customers: 1 },
  ]);
});

test('the others wait for four round trips: one locks, one writes, one reads, one commits', async () => {
  const { employee, colleague } = cast.harbour;
  const [first, second] = await createCustomers(
    database.url,
    cast.harbour,
    [employee, employee].map(({ id }) => ({ assignedTo: id })),
  );
  const seen = [];
  for (const id of [first, second]) {
    const { body } = await sue.get(`/api/customers/${id}`).expect(200);
    seen.push({ id, updatedAt: body.updatedAt });
  }
  proxy.takeRoundTrips();
  const { body: batch } = await sue
    .post('/api/reassignments')
    .send({ customers: seen, assignedTo: colleague.id })
    .expect(200);
  expect(batch).toMatchObject({ state: 'applied', changed: 2 });
  // Before the locks: whether it was done before, the customers, the people, and the batch itself.
  expect(proxy.takeRoundTrips()).toBe(4 + 4);
});
