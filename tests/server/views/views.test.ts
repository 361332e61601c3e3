import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BUILT_IN_VIEWS, type View, VIEWS_MAXIMUM } from '@caseload/shared/views/view.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

const DAY = 86_400_000;

let clone: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;
let ana: Agent;
let ben: Agent;
let sue: Agent;
let outsider: Agent;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  proxy = await startWireProxy(clone.url);
  server = await startTestServer(proxy.url);
  ana = await server.signIn(cast.harbour.employee);
  ben = await server.signIn(cast.harbour.colleague);
  sue = await server.signIn(cast.harbour.supervisor);
  outsider = await server.signIn(cast.northgate.admin);
});
afterAll(async () => {
  await server.stop();
  await proxy.close();
  await clone.drop();
});
beforeEach(() => rowsOf(clone.url, 'delete from saved_views'));

const urgent = { name: 'Urgent', filter: { assignedTo: 'me', priority: ['urgent'] }, sort: 'dueAt' };

async function save(agent: Agent, values: object = {}): Promise<View> {
  const { body } = await agent
    .post('/api/views')
    .send({ ...urgent, ...values })
    .expect(201);
  return body;
}
async function list(agent: Agent, query = ''): Promise<View[]> {
  return (await agent.get(`/api/views${query}`).expect(200)).body.items;
}
/** With counts, asked for until every view that is wanted has one: a machine that stands still leaves some without. */
async function counted(
  agent: Agent,
  { query = '', isWanted = () => true }: { query?: string; isWanted?: (view: View) => boolean } = {},
): Promise<View[]> {
  for (;;) {
    const views = await list(agent, `?include=counts${query}`);
    if (views.every((view) => !isWanted(view) || view.count !== null)) return views;
  }
}
const namesOf = (views: readonly View[]) => views.map(({ name }) => name);
const own = (views: readonly View[]) => views.slice(BUILT_IN_VIEWS.length);
const stored = () =>
  rowsOf<{ id: string }>(clone.url, 'select id, owner_id, name, filter, sort, shared from saved_views');

describe('the list', () => {
  test('begins with what everybody has, then shared ones, then one’s own, each in the order they were made', async () => {
    await save(ana, { name: 'My second, by name the first' });
    await save(sue, { name: 'Zeal', shared: true });
    await save(ana, { name: 'A later one' });
    await save(ben, { name: "Ben's" });
    await save(sue, { name: 'Alpha', shared: true });
    const views = await list(ana);
    expect(views.slice(0, 5).map(({ id }) => id)).toEqual([...BUILT_IN_VIEWS]);
    expect(namesOf(own(views))).toEqual(['Zeal', 'Alpha', 'My second, by name the first', 'A later one']);
    expect(own(views).map(({ kind }) => kind)).toEqual(['shared', 'shared', 'personal', 'personal']);
    expect(views.map(({ canChange }) => canChange)).toEqual([...Array(7).fill(false), true, true]);
    expect(views.map(({ count }) => count)).toEqual(Array(9).fill(null));
    expect(views[5]?.owner).toEqual({
      id: cast.harbour.supervisor.id,
      name: cast.harbour.supervisor.name,
    });
    expect(own(await list(sue)).map(({ canChange }) => canChange)).toEqual([true, true]);
    expect(own(await list(outsider))).toEqual([]);
  });

  test('is one round trip, and its counts are one more, however many views there are', async () => {
    for (let i = 0; i < 8; i += 1) await save(ana, { name: `View ${i}` });
    await list(ana);
    proxy.takeRoundTrips();
    await list(ana);
    expect(proxy.takeRoundTrips()).toBe(1);
    await list(ana, '?include=counts');
    expect(proxy.takeRoundTrips()).toBe(2);
  });

  test('needs a session', () => server.visitor().get('/api/views').expect(401));
});

describe('counts', () => {
  beforeAll(async () => {
    const at = (offset: number) => new Date(Date.now() + offset).toISOString().replace('Z', '000Z');
    const { employee, colleague } = cast.harbour;
    const mine = (values: object) => ({ assignedTo: employee.id, ...values });
    await createCustomers(clone.url, cast.harbour, [
      mine({ dueAt: at(-30 * DAY), tags: ['vip'] }),
      mine({ dueAt: at(-40 * DAY), status: 'waiting' }),
      mine({ dueAt: at(-40 * DAY), followUpAt: at(DAY), status: 'waiting' }),
      mine({ dueAt: at(-40 * DAY), followUpAt: at(-DAY) }),
      mine({ dueAt: at(-40 * DAY), status: 'closed' }),
      mine({ dueAt: at(-40 * DAY), archived: true }),
      mine({ dueAt: at(0) }),
      mine({ dueAt: at(0), followUpAt: at(DAY) }),
      mine({ dueAt: null, followUpAt: at(DAY), status: 'resolved' }),
      ...Array.from({ length: 1_005 }, () => ({ assignedTo: colleague.id, dueAt: at(30 * DAY) })),
    ]);
  });

  test('are those of the person, the moment and the zone', async () => {
    await save(ana, { name: 'vip', filter: { tag: ['vip'] } });
    await save(sue, { name: 'mine', filter: { assignedTo: 'me' }, shared: true });
    const hours = 12 - new Date().getUTCHours();
    const noon = encodeURIComponent(`Etc/GMT${hours < 0 ? '+' : '-'}${Math.abs(hours)}`);
    const views = await counted(ana, { query: `&timeZone=${noon}` });
    expect(
      Object.fromEntries(views.map(({ id, kind, name, count }) => [kind === 'built-in' ? id : name, count])),
    ).toEqual({
      'due-today': 1,
      overdue: 3,
      waiting: 2,
      'follow-up': 3,
      all: 8,
      mine: 8,
      vip: 1,
    });
    // Each is the list it stands for.
    for (const { filter, sort, count } of views) {
      const query = Object.entries({ ...filter, sort, include: 'total' }).map(
        ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
      );
      const { body } = await ana.get(`/api/customers?${query.join('&')}&timeZone=${noon}`).expect(200);
      expect(body.total).toBe(count);
    }
  });

  test('stop at a thousand', async () => {
    const all = (await counted(ben)).find(({ id }) => id === 'all');
    expect(all?.count).toBe(1_000);
  });

  test('leave out a status that went away after the view was saved', async () => {
    const { organisationId } = cast.harbour;
    await rowsOf(
      clone.url,
      "insert into statuses (organisation_id, key, label, category, position) values ($1, 'parked', 'Parked', 'open', 9)",
      [organisationId],
    );
    const { employee, colleague } = cast.harbour;
    await rowsOf(
      clone.url,
      `insert into saved_views (organisation_id, id, owner_id, name, filter, sort)
       values ($1, $2, $4, 'both', '{"assignedTo": "me", "status": ["parked", "waiting"]}', 'dueAt'),
              ($1, $3, $4, 'gone', '{"status": ["parked"]}', 'name')`,
      [organisationId, randomUUID(), randomUUID(), employee.id],
    );
    await rowsOf(clone.url, "delete from statuses where key = 'parked'");
    const counts = own(await counted(ana)).map(({ name, count }) => [name, count]);
    expect(Object.fromEntries(counts)).toEqual({ both: 2, gone: 0 });
    await ana.get(`/api/customers?assignedTo=${colleague.id}&status=parked,waiting`).expect(400);
  });

  test.each(['?timeZone=Mars/Phobos', '?include=count', '?include=', '?shared=true'])(
    '%s: 400',
    async (query) => {
      await ana.get(`/api/views${query}`).expect(400);
    },
  );
});

describe('saving', () => {
  test('is answered as it is stored', async () => {
    const filter = {
      assignedTo: 'me',
      status: ['waiting', 'new'],
      priority: ['high'],
      tag: ['Ärger, 2'],
      dueBefore: '2026-12-01T00:00:00+01:00',
      followUp: 'awake',
      q: '  Weber ',
    };
    const view = await save(ana, { name: '  Mine  ', filter, sort: '-updatedAt' });
    const kept = { ...filter, dueBefore: '2026-11-30T23:00:00.000000Z' };
    expect(view).toEqual({
      id: expect.any(String),
      kind: 'personal',
      name: 'Mine',
      filter: kept,
      sort: '-updatedAt',
      owner: { id: cast.harbour.employee.id, name: cast.harbour.employee.name },
      canChange: true,
      count: null,
      updatedAt: expect.stringMatching(/\.\d{6}Z$/u),
    });
    expect(await stored()).toEqual([
      {
        id: view.id,
        owner_id: cast.harbour.employee.id,
        name: 'Mine',
        filter: kept,
        sort: '-updatedAt',
        shared: false,
      },
    ]);
    expect(own(await list(ana))).toEqual([view]);
  });

  test.each<[string, object, number, string?]>([
    ['sharing, by an employee', { shared: true }, 403],
    ['no name', { name: ' ' }, 400, '/name'],
    ['no order', { sort: 'age' }, 400, '/sort'],
    ['a part that no filter has', { filter: { colour: 'red' } }, 400, '/filter/colour'],
    ['an empty part', { filter: { status: [] } }, 400, '/filter/status'],
    ['a status that is none', { filter: { status: ['new', 'parked'] } }, 400, '/filter/status'],
    ['another owner', { ownerId: randomUUID() }, 400, '/ownerId'],
  ])('%s: refused, and nothing is stored', async (_case, values, status, pointer) => {
    const { body } = await ana
      .post('/api/views')
      .send({ ...urgent, ...values })
      .expect(status);
    if (pointer !== undefined) expect(body.issues[0]).toMatchObject({ in: 'body', pointer });
    await server.visitor().post('/api/views').send(urgent).expect(401);
    expect(await stored()).toEqual([]);
  });

  test('ends at a number a person can oversee, also for those who press at the same moment', async () => {
    await rowsOf(
      clone.url,
      `insert into saved_views (organisation_id, id, owner_id, name, filter, sort)
       select $1, gen_random_uuid(), $2, 'View ' || n, '{}', 'dueAt' from generate_series(1, $3::int) n`,
      [cast.harbour.organisationId, cast.harbour.employee.id, VIEWS_MAXIMUM - 2],
    );
    const answers = await Promise.all(Array.from({ length: 8 }, () => ana.post('/api/views').send(urgent)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(answers.filter(({ body }) => body.type === 'validation')).toHaveLength(6);
    expect(await stored()).toHaveLength(VIEWS_MAXIMUM);
    await save(ben);
  });
});

describe('changing', () => {
  const change = (agent: Agent, view: Pick<View, 'id' | 'updatedAt'>, changes: object) =>
    agent.patch(`/api/views/${view.id}`).send({ updatedAt: view.updatedAt, ...changes });

  test('sets what is sent and leaves the rest', async () => {
    const view = await save(ana);
    const { body } = await change(ana, view, { filter: { due: 'week' } }).expect(200);
    expect(body).toEqual({ ...view, filter: { due: 'week' }, updatedAt: body.updatedAt });
    expect(body.updatedAt > String(view.updatedAt)).toBe(true);
    expect(own(await list(ana))).toEqual([body]);
    const same = await change(ana, body, { name: view.name }).expect(200);
    expect(same.body).toEqual(body);
  });

  test('is refused when it changed meanwhile; the text of the time decides', async () => {
    const view = await save(ana);
    const { body: first } = await change(ana, view, { name: 'First' }).expect(200);
    const { body } = await change(ana, view, { name: 'Second' }).expect(409);
    expect(body.type).toBe('outdated');
    const rounded = String(first.updatedAt).replace(/\d{3}Z$/u, 'Z');
    await change(ana, { id: view.id, updatedAt: rounded }, { name: 'Third' }).expect(409);
    expect(own(await list(ana))).toEqual([first]);
  });

  test('two at once: one wins, the other is told', async () => {
    const view = await save(sue, { shared: true });
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => change(sue, view, { name: `Name ${i}` })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
  });

  test('supervisors share, change and take back shared views, also those of others; employees do not', async () => {
    const view = await save(sue, { shared: true });
    await change(ana, view, { name: 'Taken' }).expect(403);
    await ana.delete(`/api/views/${view.id}`).expect(403);
    await change(ana, await save(ana), { shared: true }).expect(403);
    const ada = await server.signIn(cast.harbour.admin);
    const renamed = await change(ada, view, { name: 'By the administrator' }).expect(200);
    expect(renamed.body).toMatchObject({ kind: 'shared', owner: { id: cast.harbour.supervisor.id } });
    const taken = await change(ada, renamed.body, { shared: false }).expect(200);
    expect(taken.body).toMatchObject({ kind: 'personal', canChange: false });
    expect(namesOf(own(await list(ana)))).toEqual(['Urgent']);
    expect(namesOf(own(await list(sue)))).toEqual(['By the administrator']);
  });

  test('what somebody may not see is not there for them', async () => {
    const view = await save(ana);
    for (const agent of [ben, sue, outsider]) {
      await change(agent, view, { name: 'Taken' }).expect(404);
      await agent.delete(`/api/views/${view.id}`).expect(404);
    }
    const shared = await save(sue, { shared: true });
    await change(outsider, shared, { name: 'Taken' }).expect(404);
    await outsider.delete(`/api/views/${shared.id}`).expect(404);
    for (const id of [view.id, shared.id]) {
      await server.visitor().delete(`/api/views/${id}`).expect(401);
      await server.visitor().patch(`/api/views/${id}`).send({}).expect(401);
    }
    expect(await stored()).toHaveLength(2);
    await change(ana, { id: randomUUID(), updatedAt: view.updatedAt }, { name: 'None' }).expect(404);
    await change(ana, { id: 'all', updatedAt: view.updatedAt }, { name: 'None' }).expect(400);
  });

  test('needs something to change and a state to change', async () => {
    const view = await save(ana);
    await change(ana, view, {}).expect(400);
    await ana.patch(`/api/views/${view.id}`).send({ name: 'No base' }).expect(400);
    await change(ana, view, { filter: { status: ['parked'] } }).expect(400);
    expect(own(await list(ana))).toEqual([view]);
  });

  test('deleting leaves no row', async () => {
    const view = await save(ana);
    await ana.delete(`/api/views/${view.id}`).expect(204);
    expect(await stored()).toEqual([]);
    await ana.delete(`/api/views/${view.id}`).expect(404);
  });
});

test('a view that takes too long to count stays without a number, and keeps nobody from the others', async () => {
  await createCustomers(clone.url, cast.harbour, [
    { name: 'Slow', tags: ['slow'], assignedTo: cast.harbour.colleague.id },
  ]);
  // Reading this customer takes as long as reading through a million of them.
  await rowsOf(
    clone.url,
    `create policy slow on customers as restrictive for select to caseload_app
     using (name <> 'Slow' or pg_sleep(10) is not null)`,
  );
  await save(sue, { name: 'Costly', filter: { assignedTo: 'any', tag: ['slow'] }, shared: true });
  const views = await counted(ana, { isWanted: ({ name }) => name !== 'Costly' });
  await rowsOf(clone.url, 'drop policy slow on customers');
  expect(own(views).map(({ name, count }) => [name, count])).toEqual([['Costly', null]]);
  expect(views.slice(0, BUILT_IN_VIEWS.length).every(({ count }) => count !== null)).toBe(true);
  expect(own(await counted(ana))[0]?.count).toBe(1);
});

describe('the organisation’s history', () => {
  type Told = {
    type: string;
    subject: { id: string; name: string };
    actor: { id: string };
    changes: unknown[];
  };
  const told = async (): Promise<Told[]> => {
    const ada = await server.signIn(cast.harbour.admin);
    const { body } = await ada
      .get('/api/organisation-actions?type=view_share,view_update,view_withdraw')
      .expect(200);
    return body.items;
  };

  test('tells what becomes of a view that everybody sees, and nothing of personal ones', async () => {
    const before = (await told()).length;
    const mine = await save(ana, { name: 'Mine alone' });
    await ana
      .patch(`/api/views/${mine.id}`)
      .send({ updatedAt: mine.updatedAt, name: 'Still mine' })
      .expect(200);
    await ana.delete(`/api/views/${mine.id}`).expect(204);
    expect(await told()).toHaveLength(before);

    const first = await save(sue, { name: 'Everybody’s', shared: true });
    const change = async (updatedAt: string | null, body: object) =>
      (
        await sue
          .patch(`/api/views/${first.id}`)
          .send({ updatedAt, ...body })
          .expect(200)
      ).body;
    const renamed = await change(first.updatedAt, { name: 'Renamed', sort: 'name' });
    const withdrawn = await change(renamed.updatedAt, { shared: false });
    const sharedAgain = await change(withdrawn.updatedAt, { shared: true, filter: {} });
    await change(sharedAgain.updatedAt, { shared: true });
    await sue.delete(`/api/views/${first.id}`).expect(204);
    const { filter } = urgent;
    expect((await told()).slice(0, -before || undefined)).toMatchObject([
      {
        type: 'view_withdraw',
        subject: { name: 'Renamed' },
        changes: gone({ name: 'Renamed', filter: {}, sort: 'name' }),
      },
      { type: 'view_share', changes: fresh({ name: 'Renamed', filter: {}, sort: 'name' }) },
      { type: 'view_withdraw', changes: gone({ name: 'Renamed', filter, sort: 'name' }) },
      {
        type: 'view_update',
        subject: { kind: 'view', id: first.id, name: 'Everybody’s' },
        changes: [
          { field: 'name', from: 'Everybody’s', to: 'Renamed' },
          { field: 'sort', from: 'dueAt', to: 'name' },
        ],
      },
      {
        type: 'view_share',
        actor: { id: cast.harbour.supervisor.id },
        subject: { id: first.id, name: 'Everybody’s' },
        changes: fresh({ name: 'Everybody’s', filter, sort: 'dueAt' }),
      },
    ]);
  });
  const fresh = (parts: object) => Object.entries(parts).map(([field, to]) => ({ field, from: null, to }));
  const gone = (parts: object) => Object.entries(parts).map(([field, from]) => ({ field, from, to: null }));
});
