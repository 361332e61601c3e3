import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let server: TestServer;
let cast: Cast;
let sue: Agent;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  sue = await server.signIn(cast.harbour.supervisor);
  await createCustomers(
    database.url,
    cast.harbour,
    Array.from({ length: 4 }, () => ({ assignedTo: cast.harbour.employee.id })),
  );
});
afterAll(async () => {
  await server?.stop();
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
