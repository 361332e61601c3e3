import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '@caseload/shared/batches/batch.ts';
import { type Cast, type CustomerValues, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf, trailOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let server: TestServer;
let cast: Cast;
let sue: Agent;
let ana: Agent;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  sue = await server.signIn(cast.harbour.supervisor);
  ana = await server.signIn(cast.harbour.employee);
});

afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const make = (rows: readonly CustomerValues[]) => createCustomers(database.url, cast.harbour, rows);
const seen = async (ids: readonly string[]) => {
  const rows = await Promise.all(ids.map((id) => sue.get(`/api/customers/${id}`).expect(200)));
  return rows.map(({ body }) => ({ id: body.id, updatedAt: body.updatedAt }));
};
const assigneesOf = async (ids: readonly string[]) => {
  const rows = await rowsOf<{ id: string; assigned_to: string | null }>(
    database.url,
    'select id, assigned_to from customers where id = any($1::uuid[])',
    [ids],
  );
  const found = new Map(rows.map((row) => [row.id, row.assigned_to]));
  return ids.map((id) => found.get(id));
};
const reassign = (agent: Agent, body: object, key?: string) => {
  const request = agent.post('/api/reassignments');
  return (key === undefined ? request : request.set('Idempotency-Key', key)).send(body);
};

describe('who may', () => {
  test('neither a visitor nor an employee', async () => {
    const [id = ''] = await make([{}]);
    const body = { customers: await seen([id]), assignedTo: cast.harbour.employee.id };
    await reassign(server.visitor(), body).expect(401);
    await reassign(ana, body).expect(403);
    expect(await assigneesOf([id])).toEqual([null]);
  });

  test('another organisation’s customers and people do not exist', async () => {
    const [id = ''] = await make([{}]);
    const outsider = await server.signIn(cast.northgate.supervisor);
    const body = { customers: await seen([id]), assignedTo: cast.northgate.employee.id, mode: 'best-effort' };
    const { body: batch } = await reassign(outsider, body).expect(200);
    expect(batch).toMatchObject({ changed: 0, skipped: [{ id, name: null, reason: 'not-found' }] });
    const { body: problem } = await reassign(sue, { ...body }).expect(400);
    expect(problem.issues).toMatchObject([{ in: 'body', pointer: '/assignedTo' }]);
    await outsider.get(`/api/batches/${randomUUIDv7()}`).expect(404);
    expect(await assigneesOf([id])).toEqual([null]);
  });
});

describe('a move', () => {
  let ids: string[];
  beforeEach(async () => {
    ids = await make(
      Array.from({ length: 6 }, (_, i) => ({ name: `Row ${i}`, assignedTo: cast.harbour.employee.id })),
    );
  });

  test('changes every customer in one transaction, with one action each that names the batch', async () => {
    const { body } = await reassign(sue, {
      customers: await seen(ids),
      assignedTo: cast.harbour.colleague.id,
    }).expect(200);
    const batch: Batch = body;
    expect(batch).toMatchObject({ state: 'applied', changed: 6, skipped: [] });
    expect(await assigneesOf(ids)).toEqual(ids.map(() => cast.harbour.colleague.id));
    for (const id of ids) {
      expect(await trailOf(database.url, id)).toMatchObject([
        { type: 'create' },
        {
          type: 'assignment',
          customer_version: 2,
          via: 'bulk',
          same_time: true,
          changes: [{ field: 'assignedTo', from: cast.harbour.employee.id, to: cast.harbour.colleague.id }],
        },
      ]);
    }
    const actions = await rowsOf(
      database.url,
      'select distinct transaction_id from customer_actions where batch_id = $1',
      [batch.id],
    );
    expect(actions).toHaveLength(1);
  });

  test('shows first what it would do, and then does exactly that', async () => {
    const [archived = ''] = await make([{ archived: true, status: 'closed' }]);
    const [there = ''] = await make([{ assignedTo: cast.harbour.colleague.id }]);
    const customers = await seen([...ids, archived, there]);
    const { body: preview } = await reassign(sue, {
      customers,
      assignedTo: cast.harbour.colleague.id,
      mode: 'best-effort',
      dryRun: true,
    }).expect(200);
    expect(preview).toMatchObject({ state: 'preview', changed: 6, appliedAt: null });
    expect(preview.skipped.map(({ reason }: { reason: string }) => reason).toSorted()).toEqual([
      'archived',
      'unchanged',
    ]);
    const loads = new Map(
      preview.loads.map(({ employee, before, after }: Batch['loads'][number]) => [
        employee.id,
        after - before,
      ]),
    );
    expect(loads.get(cast.harbour.employee.id)).toBe(-6);
    expect(loads.get(cast.harbour.colleague.id)).toBe(6);
    expect(await assigneesOf(ids)).toEqual(ids.map(() => cast.harbour.employee.id));

    const [first = ''] = ids;
    await ana
      .patch(`/api/customers/${first}`)
      .send({ updatedAt: customers[0]?.updatedAt, priority: 'high' })
      .expect(200);
    const { body: applied } = await sue.post(`/api/batches/${preview.id}/apply`).expect(200);
    expect(applied).toMatchObject({ id: preview.id, state: 'applied', changed: 5 });
    expect(applied.skipped).toContainEqual(
      expect.objectContaining({
        id: first,
        name: 'Row 0',
        reason: 'changed',
        changedBy: { id: cast.harbour.employee.id, name: cast.harbour.employee.name },
      }),
    );
    expect((await assigneesOf(ids)).slice(1)).toEqual(ids.slice(1).map(() => cast.harbour.colleague.id));
    const { body: again } = await sue.post(`/api/batches/${preview.id}/apply`).expect(200);
    expect(again).toEqual(applied);
    expect((await sue.get(`/api/batches/${preview.id}`).expect(200)).body).toEqual(applied);
  });

  test('all or nothing: one customer that changed stops all, and is named', async () => {
    const customers = await seen(ids);
    await ana
      .patch(`/api/customers/${ids[2]}`)
      .send({ updatedAt: customers[2]?.updatedAt, priority: 'low' })
      .expect(200);
    const { body } = await reassign(sue, { customers, assignedTo: cast.harbour.colleague.id }).expect(409);
    expect(body).toMatchObject({
      type: 'batch-refused',
      skipped: [{ id: ids[2], reason: 'changed', changedBy: { id: cast.harbour.employee.id } }],
    });
    expect(await assigneesOf(ids)).toEqual(ids.map(() => cast.harbour.employee.id));
    expect(await rowsOf(database.url, 'select from batches where id = $1', [body.instance])).toEqual([]);
  });

  test('is done once under one Idempotency-Key, and refuses the key for something else', async () => {
    const key = randomUUIDv7();
    const customers = await seen(ids);
    const body = { customers, assignedTo: cast.harbour.colleague.id };
    const [one, two] = await Promise.all([reassign(sue, body, key), reassign(sue, body, key)]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.body).toEqual(one.body);
    await reassign(sue, { ...body, assignedTo: null }, key).expect(422);
    for (const id of ids) expect(await trailOf(database.url, id)).toHaveLength(2);
  });

  test('is taken back as one unit; what changed since stays and is reported', async () => {
    const { body: batch } = await reassign(sue, {
      customers: await seen(ids),
      assignedTo: cast.harbour.colleague.id,
    }).expect(200);
    const ben = await server.signIn(cast.harbour.colleague);
    const [{ updatedAt } = { updatedAt: '' }] = await seen([ids[3] ?? '']);
    await ben.patch(`/api/customers/${ids[3]}`).send({ updatedAt, priority: 'urgent' }).expect(200);

    const { body: undone } = await sue.post(`/api/reassignments/${batch.id}/undo`).expect(200);
    expect(undone).toMatchObject({
      id: batch.id,
      state: 'undone',
      changed: 5,
      skipped: [{ id: ids[3], reason: 'changed', changedBy: { id: cast.harbour.colleague.id } }],
    });
    expect(await assigneesOf(ids)).toEqual(
      ids.map((_, i) => (i === 3 ? cast.harbour.colleague.id : cast.harbour.employee.id)),
    );
    expect((await sue.post(`/api/batches/${batch.id}/undo`).expect(200)).body).toEqual(undone);
    expect((await trailOf(database.url, ids[0] ?? '')).at(-1)).toMatchObject({
      type: 'assignment',
      customer_version: 3,
      changes: [{ field: 'assignedTo', from: cast.harbour.colleague.id, to: cast.harbour.employee.id }],
    });
  });

  test('a preview that was never applied has nothing to undo', async () => {
    const { body } = await reassign(sue, {
      customers: await seen(ids),
      assignedTo: null,
      dryRun: true,
    }).expect(200);
    await sue.post(`/api/batches/${body.id}/undo`).expect(400);
  });

  test('somebody who was deactivated gets nothing, also when that happened after the preview', async () => {
    const customers = await seen(ids);
    const request = { customers, assignedTo: cast.harbour.colleague.id, mode: 'best-effort' };
    const { body: preview } = await reassign(sue, { ...request, dryRun: true }).expect(200);
    const setActive = (active: boolean) =>
      rowsOf(database.url, 'update employees set active = $1 where id = $2', [
        active,
        cast.harbour.colleague.id,
      ]);
    await setActive(false);
    try {
      const { body: applied } = await sue.post(`/api/batches/${preview.id}/apply`).expect(200);
      expect(applied).toMatchObject({ changed: 0, state: 'applied' });
      expect(applied.skipped.map(({ reason }: { reason: string }) => reason)).toEqual(
        ids.map(() => 'inactive-target'),
      );
      const { body: problem } = await reassign(sue, { ...request, mode: 'all-or-nothing' }).expect(409);
      expect(problem.skipped).toHaveLength(6);
    } finally {
      await setActive(true);
    }
    expect(await assigneesOf(ids)).toEqual(ids.map(() => cast.harbour.employee.id));
  });

  test('splits evenly over several people, in the order asked', async () => {
    const { colleague, supervisor } = cast.harbour;
    const { body } = await reassign(sue, {
      customers: await seen(ids),
      assignees: [colleague.id, supervisor.id],
    }).expect(200);
    expect(body.changed).toBe(6);
    const given = await assigneesOf(ids);
    expect(given.filter((id) => id === colleague.id)).toHaveLength(3);
    expect(given.filter((id) => id === supervisor.id)).toHaveLength(3);
  });
});

describe('by filter', () => {
  test('moves all that match and nothing else', async () => {
    const tag = `wave ${randomUUIDv7().slice(-6)}`;
    const matching = await make(
      Array.from({ length: 30 }, () => ({ tags: [tag], assignedTo: cast.harbour.employee.id })),
    );
    const [other = ''] = await make([{ assignedTo: cast.harbour.employee.id }]);
    const { body } = await reassign(sue, {
      filter: { tag: [tag] },
      assignedTo: cast.harbour.colleague.id,
    }).expect(200);
    expect(body).toMatchObject({ changed: 30, skipped: [] });
    expect(new Set(await assigneesOf(matching))).toEqual(new Set([cast.harbour.colleague.id]));
    expect(await assigneesOf([other])).toEqual([cast.harbour.employee.id]);
  });

  test('one that nothing matches is a clear problem', async () => {
    const { body } = await reassign(sue, {
      filter: { tag: ['there is no such tag'] },
      assignedTo: null,
    }).expect(400);
    expect(body.issues).toMatchObject([{ pointer: '/filter', message: 'no customer matches' }]);
  });

  test.each([
    ['no selection', {}],
    [
      'two selections',
      { filter: {}, customers: [{ id: randomUUIDv7(), updatedAt: '2026-01-01T00:00:00Z' }] },
    ],
    ['no customer', { customers: [] }],
    ['a filter with an unknown word', { filter: { colour: 'red' } }],
    ['an unknown status', { filter: { status: ['nothing'] } }],
  ])('%s is refused', async (_, selection) => {
    await reassign(sue, { ...selection, assignedTo: null }).expect(400);
  });

  test('50,001 customers are refused with what is wrong, not with the size of the request', async () => {
    const customers = Array.from({ length: 50_001 }, () => ({
      id: randomUUIDv7(),
      updatedAt: '2026-01-01T00:00:00.000000Z',
    }));
    const { body } = await reassign(sue, { customers, assignedTo: null }).expect(400);
    expect(body.issues).toMatchObject([{ pointer: '/customers' }]);
  });
});

describe('bulk changes', () => {
  test('set the same for all, add and take tags, and are undone', async () => {
    const ids = await make([
      { tags: ['a', 'b'], priority: 'low' },
      { tags: ['b'], priority: 'high' },
    ]);
    const { body } = await sue
      .post('/api/bulk-changes')
      .send({
        customers: await seen(ids),
        changes: { priority: 'high', addTags: ['c'], removeTags: ['b'], dueAt: '2027-01-04T09:00:00Z' },
      })
      .expect(200);
    expect(body).toMatchObject({ kind: 'change', changed: 2 });
    const stored = () =>
      rowsOf(
        database.url,
        'select priority, tags, due_at is not null as due from customers where id = any($1::uuid[]) order by array_position($1::uuid[], id)',
        [ids],
      );
    expect(await stored()).toEqual([
      { priority: 'high', tags: ['a', 'c'], due: true },
      { priority: 'high', tags: ['c'], due: true },
    ]);
    await sue.post(`/api/batches/${body.id}/undo`).expect(200);
    expect(await stored()).toEqual([
      { priority: 'low', tags: ['a', 'b'], due: false },
      { priority: 'high', tags: ['b'], due: false },
    ]);
  });

  test('archive and bring back; an unknown status and an employee are refused', async () => {
    const ids = await make([{}, {}]);
    const change = async (changes: object, agent = sue) =>
      agent.post('/api/bulk-changes').send({ customers: await seen(ids), changes });
    expect((await change({ archived: true })).body).toMatchObject({ changed: 2 });
    expect((await change({ archived: false })).body).toMatchObject({ changed: 2 });
    expect((await change({ status: 'nothing' })).status).toBe(400);
    expect((await change({ status: 'closed' }, ana)).status).toBe(403);
    expect((await trailOf(database.url, ids[0] ?? '')).map(({ type }) => type)).toEqual([
      'create',
      'archive',
      'archive',
    ]);
  });
});
