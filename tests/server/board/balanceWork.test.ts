import { randomUUIDv7 } from 'node:crypto';
import type { Batch } from '@caseload/shared/batches/batch.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let server: TestServer;
let cast: Cast;
let sue: Agent;
let ids: string[];

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  sue = await server.signIn(cast.harbour.supervisor);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const DUES = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', null, '2026-11-01'];

beforeEach(async () => {
  const held = await holdersOf('');
  const { employee, admin } = cast.harbour;
  if (held.length > 0) {
    await sue
      .post('/api/reassignments')
      .send({ filter: { archived: 'any' }, assignedTo: admin.id, mode: 'best-effort' })
      .expect(200);
  }
  ids = await createCustomers(
    database.url,
    cast.harbour,
    DUES.map((due, i) => ({
      name: `Row ${i}`,
      assignedTo: employee.id,
      dueAt: due && `${due}T09:00:00Z`,
      status: i === 5 ? 'resolved' : 'new',
    })),
  );
});

const holdersOf = (assignedTo: string) =>
  rowsOf<{ id: string }>(
    database.url,
    "select id from customers where organisation_id = $1 and ($2 = '' or assigned_to::text = $2)",
    [cast.harbour.organisationId, assignedTo],
  );
const heldBy = async ({ id }: { id: string }) =>
  (await holdersOf(id))
    .map((row) => ids.indexOf(row.id))
    .filter((index) => index >= 0)
    .toSorted((a, b) => a - b);
const move = (count: number, to: { id: string }, from: { id: string } = cast.harbour.employee) => ({
  from: from.id,
  to: to.id,
  count,
});

test('is shown first; then those without a due date go, then those due last', async () => {
  const { employee, colleague, supervisor } = cast.harbour;
  const moves = [move(2, colleague), move(1, supervisor)];
  const { body: preview } = await sue.post('/api/balances').send({ moves, dryRun: true }).expect(200);
  expect(preview).toMatchObject({ kind: 'reassignment', state: 'preview', changed: 3, skipped: [] });
  expect(await heldBy(colleague)).toEqual([]);
  const { body: applied } = await sue.post(`/api/batches/${preview.id}/apply`).expect(200);
  expect(applied).toMatchObject({ state: 'applied', changed: 3 });
  expect(await heldBy(colleague)).toEqual([3, 4]);
  expect(await heldBy(supervisor)).toEqual([2]);
  expect(await heldBy(employee)).toEqual([0, 1, 5]);
  await sue.post(`/api/batches/${preview.id}/undo`).expect(200);
  expect(await heldBy(employee)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('tells what those who take hold already, and then', async () => {
  const { employee, colleague } = cast.harbour;
  await sue
    .post('/api/balances')
    .send({ moves: [move(2, colleague)] })
    .expect(200);
  const { body } = await sue
    .post('/api/balances')
    .send({ moves: [move(1, colleague)], dryRun: true })
    .expect(200);
  const told = Object.fromEntries(
    body.loads.map((load: Batch['loads'][number]) => [load.employee.id, [load.before, load.after]]),
  );
  expect(told).toEqual({ [employee.id]: [3, 2], [colleague.id]: [2, 3] });
});

test('who has fewer gives what there is, and only open ones', async () => {
  const { employee, colleague } = cast.harbour;
  const { body } = await sue
    .post('/api/balances')
    .send({ moves: [move(50, colleague)] })
    .expect(200);
  expect(body).toMatchObject({ state: 'applied', changed: 5 });
  expect(await heldBy(employee)).toEqual([5]);
});

test('is done once under one key, also when nothing is left to move', async () => {
  const { colleague, admin } = cast.harbour;
  const key = randomUUIDv7();
  const send = (count: number) =>
    sue
      .post('/api/balances')
      .set('Idempotency-Key', key)
      .send({ moves: [move(count, colleague)] });
  const { body: first } = await send(5).expect(200);
  await sue
    .post('/api/reassignments')
    .send({ filter: { assignedTo: colleague.id }, assignedTo: admin.id })
    .expect(200);
  expect((await send(5).expect(200)).body).toEqual(first);
  await send(4).expect(422);
});

test('refuses who may not, who does not exist, and what is nothing', async () => {
  const { employee, colleague, supervisor } = cast.harbour;
  const body = { moves: [move(1, colleague)] };
  await server.visitor().post('/api/balances').send(body).expect(401);
  const ana = await server.signIn(employee);
  await ana.post('/api/balances').send(body).expect(403);
  const refused = async (moves: unknown[]) =>
    (await sue.post('/api/balances').send({ moves }).expect(400)).body.issues[0].pointer;
  expect(await refused([move(1, cast.northgate.employee)])).toBe('/moves/0/to');
  expect(await refused([move(1, colleague), move(1, colleague, cast.northgate.employee)])).toBe(
    '/moves/1/from',
  );
  expect(await refused([move(1, employee)])).toBe('/moves/0/to');
  expect(await refused([move(1, colleague), move(2, colleague)])).toBe('/moves');
  expect(await refused([move(0, colleague)])).toBe('/moves/0/count');
  expect(await refused([move(50_000, colleague), move(1, supervisor)])).toBe('/moves');
  expect(await refused([move(1, employee, supervisor)])).toBe('/moves');
  expect(await refused([])).toBe('/moves');
  expect(await heldBy(employee)).toEqual([0, 1, 2, 3, 4, 5]);
});
