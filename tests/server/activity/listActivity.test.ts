import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Activity, ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type ActivityPage, activityStatement } from '@caseload/server/activity/queries.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { flatten, type PlanNode, rowsRead } from '../assignedWork/explain.ts';
import { recordComments } from './recordActions.ts';

const NOWHERE = '0193a5d2-0000-7000-8000-00000000beef';

let database: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;
let supervisor: Agent;
let customers: string[];

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  server = await startTestServer(proxy.url);
  supervisor = await server.signIn(cast.harbour.supervisor);
  customers = await createCustomers(database.url, cast.harbour, [{ name: 'First' }, { name: 'Second' }, {}]);
  await createCustomers(database.url, cast.northgate, [{}, {}]);
  await recordComments(database.url, cast.harbour, customers, { count: 60 });
  const ana = await server.signIn(cast.harbour.employee);
  const { updatedAt } = (await ana.get(`/api/customers/${customers[0]}`)).body;
  await ana
    .patch(`/api/customers/${customers[0]}`)
    .set('X-Request-Id', 'a-request-of-ana')
    .send({ updatedAt, name: 'Renamed', fields: { district: 'Mitte' }, notes: 'Called.' })
    .expect(200);
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
});

const list = async (query: Record<string, string> = {}, agent = supervisor): Promise<Activity[]> =>
  (await agent.get('/api/activity').query(query).expect(200)).body.items;

describe('the list', () => {
  test('tells everything of the organisation, newest first, and nothing of another', async () => {
    const items = await list({ limit: '200' });
    const stored = await rowsOf<{ id: string }>(
      database.url,
      'select id from customer_actions where organisation_id = $1 order by created_at desc, position desc',
      [cast.harbour.organisationId],
    );
    expect(items.map(({ action }) => action.id)).toEqual(stored.map(({ id }) => id));
    expect(items).toHaveLength(64);
  });

  test('shows an action like the audit trail does, with the customer as they are called now', async () => {
    const [newest] = await list({ limit: '1' });
    const trail = await supervisor.get(`/api/customers/${customers[0]}/actions?limit=1`).expect(200);
    expect(newest).toEqual({
      action: trail.body.items[0],
      customer: { id: customers[0], name: 'Renamed' },
    });
    expect(newest?.action).toMatchObject({
      type: 'update',
      actor: { id: cast.harbour.employee.id, name: cast.harbour.employee.name },
      requestId: 'a-request-of-ana',
      via: 'api',
      attachments: [],
    });
    expect(newest?.action.createdAt).toMatch(/\.\d{6}Z$/u);
  });

  test('costs one round trip', async () => {
    await list();
    proxy.takeRoundTrips();
    await list({ actor: cast.harbour.employee.id, type: 'comment' });
    expect(proxy.takeRoundTrips()).toBe(1);
  });

  test('may be read by an employee as well', async () => {
    const employee = await server.signIn(cast.harbour.colleague);
    expect(await list({}, employee)).toEqual(await list());
  });
});

describe('filters', () => {
  const all = () => list({ limit: '200' });
  const expectFiltered = async (query: Record<string, string>, keep: (item: Activity) => boolean) => {
    const expected = (await all()).filter(keep);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(64);
    const found = await list({ limit: '200', ...query });
    expect(new Set(found.map(({ action }) => action.id))).toEqual(
      new Set(expected.map(({ action }) => action.id)),
    );
    expect(found).toHaveLength(expected.length);
  };

  test('by person, customer, type, door and field', async () => {
    const { employee } = cast.harbour;
    await expectFiltered({ actor: employee.id }, ({ action }) => action.actor.id === employee.id);
    await expectFiltered({ customer: customers[1] ?? '' }, ({ customer }) => customer.id === customers[1]);
    await expectFiltered({ type: 'update,create' }, ({ action }) => action.type !== 'comment');
    await expectFiltered({ via: 'seed,browser' }, ({ action }) => action.via !== 'api');
    for (const field of ['notes', 'fields.district']) {
      await expectFiltered({ field }, ({ action }) =>
        action.changes.some((change) => change.field === field),
      );
    }
    expect(await list({ field: 'fields.distric' })).toEqual([]);
  });

  test('by time: from is in, before is out', async () => {
    const items = await all();
    const [from = '', before = ''] = [items[40]?.action.createdAt, items[20]?.action.createdAt];
    // Comments here are whole minutes apart, which milliseconds hold exactly.
    await expectFiltered(
      { from, before },
      ({ action }) => action.createdAt >= from && action.createdAt < before,
    );
    expect(await list({ from: before, before: from })).toEqual([]);
  });

  test('all at once', async () => {
    const { employee } = cast.harbour;
    await expectFiltered(
      {
        actor: employee.id,
        customer: customers[2] ?? '',
        type: 'comment',
        via: 'browser',
        before: '2099-01-01T00:00:00Z',
      },
      ({ action, customer }) =>
        action.actor.id === employee.id &&
        customer.id === customers[2] &&
        action.type === 'comment' &&
        action.via === 'browser',
    );
  });

  test('that nobody and nothing meets find nothing', async () => {
    for (const query of [{ actor: NOWHERE }, { customer: NOWHERE }, { type: 'skip' }, { via: 'import' }]) {
      expect(await list(query)).toEqual([]);
    }
  });

  test.each([
    ['actor', 'me'],
    ['customer', 'x'],
    ['type', 'login'],
    ['type', ''],
    ['via', 'phone'],
    ['field', ''],
    ['field', 'x'.repeat(101)],
    ['field', 'a\u0000'],
    ['from', '2026-11-20'],
    ['before', 'now'],
    ['limit', '0'],
    ['limit', '201'],
    ['cursor', 'AAAA'],
    ['organisation', 'x'],
  ])('?%s=%s is refused', async (name, value) => {
    const { body } = await supervisor
      .get('/api/activity')
      .query({ [name]: value })
      .expect(400);
    expect(body.issues[0].pointer).toMatch(new RegExp(`^/${name}`, 'u'));
  });
});

describe('pages', () => {
  const walk = async (
    query: Record<string, string>,
    between: () => Promise<unknown> = async () => undefined,
  ) => {
    const ids: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await supervisor
        .get('/api/activity')
        .query({ ...query, ...(cursor ? { cursor } : {}) })
        .expect(200);
      ids.push(...page.body.items.map(({ action }: Activity) => action.id));
      cursor = page.body.nextCursor;
      if (cursor) await between();
    } while (cursor);
    return ids;
  };

  test.each([
    ['of everything', () => ({})],
    ['of a person', () => ({ actor: cast.harbour.employee.id })],
    ['of a customer', () => ({ customer: customers[0] ?? '' })],
  ])('%s are each thing once, in the order of the list', async (_name, filter) => {
    const whole = (await list({ ...filter(), limit: '200' })).map(({ action }) => action.id);
    expect(whole.length).toBeGreaterThan(10);
    expect(await walk({ ...filter(), limit: '7' })).toEqual(whole);
    expect(await walk({ ...filter(), limit: String(whole.length) })).toEqual(whole);
  });

  test('are unmoved by what happens meanwhile', async () => {
    const whole = (await list({ limit: '200' })).map(({ action }) => action.id);
    const meanwhile = () =>
      supervisor.post(`/api/customers/${customers[1]}/comments`).send({ body: 'new' }).expect(201);
    expect(await walk({ limit: '20' }, meanwhile)).toEqual(whole);
  });

  test('of the very same moment are told apart', async () => {
    await rowsOf(
      database.url,
      `alter table customer_actions disable trigger user;
       update customer_actions set created_at = '2026-01-01T00:00:00Z' where comment like 'a comment 1%';
       alter table customer_actions enable trigger user`,
    );
    const before = { before: '2026-01-02T00:00:00Z' };
    const whole = (await list({ ...before, limit: '200' })).map(({ action }) => action.id);
    expect(whole).toHaveLength(11);
    expect(await walk({ ...before, limit: '1' })).toEqual(whole);
  });

  test('belong to their filter', async () => {
    const { nextCursor } = (await supervisor.get('/api/activity?limit=2&type=comment').expect(200)).body;
    await supervisor.get(`/api/activity?limit=5&type=comment&cursor=${nextCursor}`).expect(200);
    for (const query of ['', 'type=update&', 'type=comment&via=api&', `customer=${customers[0]}&`]) {
      await supervisor.get(`/api/activity?${query}cursor=${nextCursor}`).expect(400);
    }
    const theirs = await server.signIn(cast.northgate.supervisor);
    await theirs.get(`/api/activity?type=comment&cursor=${nextCursor}`).expect(400);
  });
});

describe('one action', () => {
  test('has an address of its own', async () => {
    const [newest] = await list({ limit: '1' });
    const { body } = await supervisor.get(`/api/activity/${newest?.action.id}`).expect(200);
    expect(body).toEqual(newest);
  });

  test('is 404 when there is none, or it is another organisation’s', async () => {
    const theirs = await server.signIn(cast.northgate.supervisor);
    const [foreign] = await list({ limit: '1' }, theirs);
    const missing = await supervisor.get(`/api/activity/${NOWHERE}`).expect(404);
    const hidden = await supervisor.get(`/api/activity/${foreign?.action.id}`).expect(404);
    expect({ ...hidden.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
    await theirs.get(`/api/activity/${foreign?.action.id}`).expect(200);
    await supervisor.get('/api/activity/x').expect(400);
  });
});

const withoutSubplans = (node: PlanNode): PlanNode => ({
  ...node,
  Plans: (node.Plans ?? [])
    .filter((inner) => inner['Parent Relationship'] !== 'SubPlan')
    .map(withoutSubplans),
});

describe('the plan', () => {
  let kernel: Database;
  beforeAll(async () => {
    kernel = openDatabase({ url: database.url, max: 1, connectTimeoutMs: 5_000, statementTimeoutMs: 60_000 });
    await recordComments(database.url, cast.harbour, customers, { count: 20_000, text: 'bulk' });
    await rowsOf(database.url, 'vacuum analyze customer_actions');
  });
  afterAll(() => kernel?.close());

  async function planOf(filter: ActivityFilter, after?: ActivityPage['after']): Promise<PlanNode[]> {
    const { organisationId } = cast.harbour;
    const { text, values } = activityStatement({
      organisationId,
      filter,
      after,
      rows: 101,
      withAttachments: true,
    });
    const [answer] = await kernel.read({ organisationId }, (tx) => [
      tx.raw(`explain (analyze, buffers off, timing off, format json) ${text}`, values),
    ]);
    // Without what is looked up for each row of the page: the names, and the files in their own order.
    return flatten(withoutSubplans(answer.rows[0]['QUERY PLAN'][0].Plan));
  }

  test.each([
    ['of everything', 'customer_actions_activity', () => ({})],
    ['of a person', 'customer_actions_of_actor', () => ({ actor: cast.harbour.employee.id })],
    ['of a customer', 'customer_actions_trail', () => ({ customer: customers[1] ?? '' })],
    [
      'of a day',
      'customer_actions_activity',
      () => ({ before: new Date(Date.now() - 3 * 86_400_000).toISOString() }),
    ],
  ])(
    '%s is one range of its index, from wherever a page begins, and nothing is sorted',
    async (_name, index, filter) => {
      const items = await list({ ...filter(), limit: '200' });
      const [position] = await rowsOf<{ position: string }>(
        database.url,
        'select position::text from customer_actions where id = $1',
        [items.at(-1)?.action.id],
      );
      const createdAt = items.at(-1)?.action.createdAt ?? '';
      for (const after of [undefined, { createdAt, position: position?.position ?? '' }]) {
        const plan = await planOf(filter(), after);
        expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
        const ofActions = plan.filter((node) => node['Index Name']?.startsWith('customer_actions_'));
        expect(ofActions.map((node) => node['Index Name'])).toEqual([index]);
        expect(rowsRead(ofActions)).toBe(101);
      }
    },
  );

  test.each([
    ['to a person', () => ({ toAssignee: cast.harbour.employee.id })],
    ['from nobody', () => ({ fromAssignee: 'none' })],
    ['to nobody', () => ({ toAssignee: 'none' })],
  ])('of what moved %s reads moves alone', async (_name, filter) => {
    const ofActions = (await planOf(filter())).filter((node) =>
      node['Index Name']?.startsWith('customer_actions_'),
    );
    expect(ofActions.map((node) => node['Index Name'])).toEqual(['customer_actions_moves']);
    expect(rowsRead(ofActions)).toBeLessThan(10);
  });
});
