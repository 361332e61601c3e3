import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DRAFT_MAXIMUM_BYTES } from '@caseload/shared/desk/endpoints.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

const MICROSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u;
const DEVICE = 'laptop-0001';
const NOWHERE = '0193a5d2-0000-7000-8000-00000000beef';

let database: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;
let ana: Agent;
let ben: Agent;
let customer: string;
let other: string;
let theirs: string;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  server = await startTestServer(proxy.url);
  [ana, ben] = await Promise.all([
    server.signIn(cast.harbour.employee),
    server.signIn(cast.harbour.colleague),
  ]);
  [customer = '', other = ''] = await createCustomers(database.url, cast.harbour, [
    { assignedTo: cast.harbour.employee.id },
    {},
  ]);
  [theirs = ''] = await createCustomers(database.url, cast.northgate, [{}]);
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
});
beforeEach(() => rowsOf(database.url, 'truncate drafts, customer_visits'));

const desk = (id: string) => `/api/customers/${id}/desk`;
const draftPath = (id: string, kind = 'comment') => `${desk(id)}/drafts/${kind}`;
const save = (agent: Agent, body: object, path = draftPath(customer)) =>
  agent.put(path).send({ device: DEVICE, content: {}, typedAt: '2026-11-20T10:00:00Z', ...body });
const drafts = () => rowsOf(database.url, 'select * from drafts order by typed_at');
const visits = () => rowsOf<{ seen_action_id: string }>(database.url, 'select * from customer_visits');
const pointersOf = (body: { issues: Array<{ pointer: string }> }) =>
  body.issues.map(({ pointer }) => pointer);

async function comment(id: string, agent = ben): Promise<string> {
  return (await agent.post(`/api/customers/${id}/comments`).send({ body: 'hello' }).expect(201)).body.id;
}

describe('the desk', () => {
  test('is empty to begin with', async () => {
    const { body } = await ana.get(desk(customer)).expect(200);
    expect(body).toEqual({ seenActionId: null, visitedAt: null, drafts: [] });
  });

  test('holds what the person left at this customer, from all devices, and nobody else’s', async () => {
    const seen = await comment(customer);
    await ana
      .put(`${desk(customer)}/visit`)
      .send({ seenActionId: seen })
      .expect(204);
    await save(ana, { content: { text: 'early' } }).expect(204);
    await save(ana, {
      device: 'phone-0001',
      content: { text: 'late' },
      typedAt: '2026-11-20T11:00:00+01:00',
    });
    await save(ana, { content: { text: 'elsewhere' } }, draftPath(other)).expect(204);
    await save(ben, { content: { text: 'of Ben' } }).expect(204);
    const { body } = await ana.get(desk(customer)).expect(200);
    expect(body).toEqual({
      seenActionId: seen,
      visitedAt: expect.stringMatching(MICROSECONDS),
      drafts: [
        {
          customerId: customer,
          kind: 'comment',
          device: DEVICE,
          content: { text: 'early' },
          typedAt: '2026-11-20T10:00:00.000000Z',
        },
        {
          customerId: customer,
          kind: 'comment',
          device: 'phone-0001',
          content: { text: 'late' },
          typedAt: '2026-11-20T10:00:00.000000Z',
        },
      ],
    });
    expect((await ben.get(desk(customer))).body).toMatchObject({ seenActionId: null });
  });

  test('costs one round trip, and so does all that is put on it', async () => {
    const seen = await comment(customer);
    await ana.get(desk(customer));
    proxy.takeRoundTrips();
    const trips = async (work: PromiseLike<unknown>) => {
      await work;
      return proxy.takeRoundTrips();
    };
    expect(await trips(ana.get(desk(customer)).expect(200))).toBe(1);
    expect(
      await trips(
        ana
          .put(`${desk(customer)}/visit`)
          .send({ seenActionId: seen })
          .expect(204),
      ),
    ).toBe(1);
    expect(await trips(save(ana, {}).expect(204))).toBe(1);
    expect(await trips(ana.get('/api/drafts').expect(200))).toBe(1);
    expect(await trips(ana.delete(`${draftPath(customer)}/${DEVICE}`).expect(204))).toBe(1);
  });

  test('waits for nobody who holds the customer', async () => {
    const seen = await comment(customer);
    const holder = new Client({ connectionString: database.url });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('select from customers where id = $1 for update', [customer]);
      // A statement that waited would be given up after four seconds, as 503.
      await ana.get(desk(customer)).expect(200);
      await ana
        .put(`${desk(customer)}/visit`)
        .send({ seenActionId: seen })
        .expect(204);
      await ana
        .put(`${desk(customer)}/visit`)
        .send({ seenActionId: seen })
        .expect(204);
      await save(ana, { content: { text: 'one' } }).expect(204);
      await save(ana, { content: { text: 'two' } }).expect(204);
      await ana.delete(`${draftPath(customer)}/${DEVICE}`).expect(204);
    } finally {
      await holder.query('rollback');
      await holder.end();
    }
  });
});

describe('a visit', () => {
  const visit = (agent: Agent, seenActionId: unknown, id = customer) =>
    agent.put(`${desk(id)}/visit`).send({ seenActionId });
  const seenNow = async () => (await visits())[0]?.seen_action_id;

  test('goes forward and never back', async () => {
    const [first, second, third] = [
      await comment(customer),
      await comment(customer),
      await comment(customer),
    ];
    await visit(ana, second).expect(204);
    const at = (await ana.get(desk(customer))).body.visitedAt;
    await visit(ana, first).expect(204);
    expect((await ana.get(desk(customer))).body).toMatchObject({ seenActionId: second, visitedAt: at });
    await visit(ana, third).expect(204);
    expect(await seenNow()).toBe(third);
    // Nothing new since: still a visit.
    const before = (await ana.get(desk(customer))).body.visitedAt;
    await visit(ana, third).expect(204);
    expect((await ana.get(desk(customer))).body.visitedAt > before).toBe(true);
    expect(await visits()).toMatchObject([
      {
        organisation_id: cast.harbour.organisationId,
        employee_id: cast.harbour.employee.id,
        customer_id: customer,
        seen_action_id: third,
      },
    ]);
  });

  test('of many tabs at once ends at the newest', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 8; i += 1) ids.push(await comment(customer));
    const newest = ids.at(-1) ?? '';
    for (let round = 0; round < 3; round += 1) {
      await rowsOf(database.url, 'truncate customer_visits');
      const answers = await Promise.all(
        ids
          .toSorted()
          .toReversed()
          .map((id) => visit(ana, id)),
      );
      expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 204));
      expect(await seenNow()).toBe(newest);
    }
  });

  test('names an action of this customer, or is refused', async () => {
    const elsewhere = await comment(other);
    const [foreign] = await rowsOf<{ id: string }>(
      database.url,
      'select id from customer_actions where customer_id = $1',
      [theirs],
    );
    for (const id of [elsewhere, foreign?.id, NOWHERE, 'x', null, undefined]) {
      const { body } = await visit(ana, id).expect(400);
      expect(pointersOf(body)).toEqual(['/seenActionId']);
    }
    expect(await visits()).toEqual([]);
  });

  test('to nobody’s customer is 404', async () => {
    const seen = await comment(customer);
    for (const id of [NOWHERE, theirs]) await visit(ana, seen, id).expect(404);
    expect(await visits()).toEqual([]);
  });
});

describe('a draft', () => {
  test('is kept as it was given, once a device', async () => {
    const content = {
      text: 'Üñí 🦊\n"quoted"',
      base: { version: 3, tags: ['a', null, 1.5, true] },
      'odd key': {},
    };
    await save(ana, { content }).expect(204);
    await save(ana, { content, typedAt: '2026-11-20T10:00:05.250Z' }).expect(204);
    const [draft, ...more] = (await ana.get('/api/drafts').expect(200)).body.items;
    expect(more).toEqual([]);
    expect(draft).toEqual({
      customerId: customer,
      kind: 'comment',
      device: DEVICE,
      content,
      typedAt: '2026-11-20T10:00:05.250000Z',
    });
    expect(await drafts()).toMatchObject([
      { organisation_id: cast.harbour.organisationId, employee_id: cast.harbour.employee.id, content },
    ]);
  });

  test('typed earlier changes nothing, whatever order the network chose', async () => {
    await save(ana, { content: { text: 'late' }, typedAt: '2026-11-20T10:00:09Z' }).expect(204);
    await save(ana, { content: { text: 'early' }, typedAt: '2026-11-20T10:00:08.999Z' }).expect(204);
    expect(await drafts()).toMatchObject([{ content: { text: 'late' } }]);
    // In the same millisecond what arrives last counts.
    await save(ana, { content: { text: 'again' }, typedAt: '2026-11-20T10:00:09Z' }).expect(204);
    expect(await drafts()).toMatchObject([{ content: { text: 'again' } }]);
    const times = Array.from({ length: 10 }, (_, i) =>
      new Date(Date.UTC(2026, 10, 20, 11, 0, i)).toISOString(),
    );
    await Promise.all(times.toReversed().map((typedAt) => save(ana, { content: { typedAt }, typedAt })));
    expect(await drafts()).toMatchObject([{ content: { typedAt: times.at(-1) } }]);
  });

  test('from a clock that is ahead does not hold off what is typed when it is right again', async () => {
    await save(ana, { content: { text: 'from 2031' }, typedAt: '2031-01-01T00:00:00Z' }).expect(204);
    await save(ana, { content: { text: 'now' }, typedAt: new Date(Date.now() + 5).toISOString() });
    await expect
      .poll(async () => {
        await save(ana, { content: { text: 'now' }, typedAt: new Date().toISOString() }).expect(204);
        return (await drafts())[0]?.['content'];
      })
      .toEqual({ text: 'now' });
  });

  test('listed newest first', async () => {
    for (const [kind, second] of [
      ['field.notes', '01'],
      ['comment', '03'],
      ['field.fields.x_1', '02'],
    ]) {
      await save(ana, { typedAt: `2026-11-20T10:00:${second}Z` }, draftPath(other, kind)).expect(204);
    }
    const { items } = (await ana.get('/api/drafts').expect(200)).body;
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual([
      'comment',
      'field.fields.x_1',
      'field.notes',
    ]);
    expect((await ben.get('/api/drafts')).body.items).toEqual([]);
  });

  test('of a hundred thousand bytes is taken, and one byte more is not', async () => {
    const room = DRAFT_MAXIMUM_BYTES - '{"text":""}'.length;
    await save(ana, { content: { text: 'ü'.repeat(room / 2 - 1) + 'x'.repeat(2 + (room % 2)) } }).expect(204);
    const { body } = await save(ana, { content: { text: `${'ü'.repeat((room + 1) / 2)}x` } }).expect(400);
    expect(pointersOf(body)).toEqual(['/content']);
    // Small on its way here and large on its way back.
    const zeros = await save(ana, { content: { list: Array.from({ length: 400 }, () => 1e-300) } }).expect(
      400,
    );
    expect(pointersOf(zeros.body)).toEqual(['/content']);
    expect(await drafts()).toMatchObject([{ content: { text: expect.stringMatching(/xx$/u) } }]);
  });

  test('past two hundred is refused, and none of the others is dropped for it', async () => {
    await rowsOf(
      database.url,
      `insert into drafts select $1, $2, $3, 'comment', 'device-' || n, '{}', now() from generate_series(1, 199) n`,
      [cast.harbour.organisationId, cast.harbour.employee.id, customer],
    );
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => save(ana, { device: `another-${i}` }, draftPath(other))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 400, 400, 400, 400, 400]);
    expect(await drafts()).toHaveLength(200);
    expect(pointersOf(answers.find(({ status }) => status === 400)?.body)).toEqual(['/content']);
    // One that is there may still grow, another person has room, and a deleted one makes room.
    await save(ana, {
      device: 'device-7',
      content: { text: 'more' },
      typedAt: '2099-01-01T00:00:00Z',
    }).expect(204);
    await save(ben, {}).expect(204);
    await ana.delete(`${draftPath(customer)}/device-8`).expect(204);
    await save(ana, { device: 'another-9' }).expect(204);
    expect((await ana.get('/api/drafts')).body.items).toHaveLength(200);
  });

  test('is forgotten for one device, and again is fine', async () => {
    await save(ana, {}).expect(204);
    await save(ana, { device: 'phone-0001' }).expect(204);
    await save(ben, {}).expect(204);
    for (let i = 0; i < 2; i += 1) await ana.delete(`${draftPath(customer)}/${DEVICE}`).expect(204);
    expect((await drafts()).map(({ device, employee_id }) => [device, employee_id]).toSorted()).toEqual(
      [
        ['phone-0001', cast.harbour.employee.id],
        [DEVICE, cast.harbour.colleague.id],
      ].toSorted(),
    );
  });

  test('at nobody’s customer is 404, and leaves nothing', async () => {
    for (const id of [NOWHERE, theirs]) {
      await save(ana, {}, draftPath(id)).expect(404);
      await ana.get(desk(id)).expect(404);
      await ana.delete(`${draftPath(id)}/${DEVICE}`).expect(404);
    }
    expect(await drafts()).toEqual([]);
  });

  test.each([
    ['no device', { device: undefined }, '/device'],
    ['a short device', { device: 'x' }, '/device'],
    ['a device with a blank', { device: 'laptop 0001' }, '/device'],
    ['text for content', { content: 'text' }, '/content'],
    ['a list for content', { content: [] }, '/content'],
    ['NUL in content', { content: { a: { b: ['\u0000'] } } }, '/content/a/b/0'],
    ['half a character in content', { content: { a: '\ud83d' } }, '/content/a'],
    ['no time', { typedAt: undefined }, '/typedAt'],
    ['a time without zone', { typedAt: '2026-11-20T10:00:00' }, '/typedAt'],
    ['something else', { employeeId: randomUUID() }, '/employeeId'],
  ])('with %s is refused', async (_name, body, pointer) => {
    expect(pointersOf((await save(ana, body).expect(400)).body)).toContain(pointer);
    expect(await drafts()).toEqual([]);
  });

  test.each(['Comment', 'field', 'field.', 'field.1', 'notes', `field.${'a'.repeat(100)}`, 'field.a%20b'])(
    'of kind %s is refused',
    async (kind) => {
      expect(pointersOf((await save(ana, {}, draftPath(customer, kind)).expect(400)).body)).toEqual([
        '/kind',
      ]);
    },
  );
});

test('a visitor has no desk', async () => {
  const visitor = server.visitor();
  await visitor.get(desk(customer)).expect(401);
  await visitor.get('/api/drafts').expect(401);
  await visitor
    .put(`${desk(customer)}/visit`)
    .send({ seenActionId: NOWHERE })
    .expect(401);
  await save(visitor, {}).expect(401);
  await visitor.delete(`${draftPath(customer)}/${DEVICE}`).expect(401);
  expect(await drafts()).toEqual([]);
});
