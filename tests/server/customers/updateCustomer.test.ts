import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf, trailOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

let clone: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;
let ana: Agent;
let ben: Agent;
let sue: Agent;
let id: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  proxy = await startWireProxy(clone.url);
  server = await startTestServer(proxy.url);
  [ana, ben, sue] = await Promise.all([
    server.signIn(cast.harbour.employee),
    server.signIn(cast.harbour.colleague),
    server.signIn(cast.harbour.supervisor),
  ]);
});
beforeEach(async () => {
  const [created] = await createCustomers(clone.url, cast.harbour, [
    { name: 'Maria', assignedTo: cast.harbour.employee.id, notes: 'first', fields: { colour: 'red' } },
  ]);
  if (!created) throw new Error('unreachable');
  id = created;
});
afterAll(async () => {
  await server.stop();
  await proxy.close();
  await clone.drop();
});

const read = async () => (await ana.get(`/api/customers/${id}`).expect(200)).body;
const patch = (agent: Agent, body: object) => agent.patch(`/api/customers/${id}`).send(body);
const stored = async () => (await rowsOf(clone.url, 'select * from customers where id = $1', [id]))[0];

describe('the happy path', () => {
  test('saves, bumps version and time, and writes exactly what changed into the trail', async () => {
    const before = await read();
    const { body } = await patch(ana, {
      updatedAt: before.updatedAt,
      name: 'Maria',
      status: 'waiting',
      notes: 'second',
      dueAt: '2027-01-01T00:00:00+02:00',
      fields: { colour: null, size: 3 },
    }).expect(200);
    expect(body).toMatchObject({ version: 2, status: 'waiting', notes: 'second', fields: { size: 3 } });
    expect(body.updatedAt > before.updatedAt).toBe(true);
    expect(await read()).toEqual(body);
    const trail = await trailOf(clone.url, id);
    expect(trail.at(-1)).toEqual({
      type: 'status_change',
      customer_version: 2,
      via: 'api',
      same_time: true,
      changes: [
        { field: 'status', from: 'new', to: 'waiting' },
        { field: 'dueAt', from: null, to: '2026-12-31T22:00:00.000000Z' },
        { field: 'notes', from: 'first', to: 'second' },
        { field: 'fields.colour', from: 'red', to: null },
        { field: 'fields.size', from: null, to: 3 },
      ],
    });
  });

  test('takes two round trips', async () => {
    const before = await read();
    proxy.takeRoundTrips();
    await patch(ana, { updatedAt: before.updatedAt, notes: 'counted' }).expect(200);
    expect(proxy.takeRoundTrips()).toBe(2);
    await read();
    expect(proxy.takeRoundTrips()).toBe(1);
  });

  test('writes nothing when nothing changes', async () => {
    const before = await read();
    const { body } = await patch(ana, { updatedAt: before.updatedAt, name: before.name, tags: [] }).expect(
      200,
    );
    expect(body).toEqual(before);
    expect(await trailOf(clone.url, id)).toHaveLength(1);
  });

  test('If-Match stands in for updatedAt, and ETag is what it takes', async () => {
    const seen = await ana.get(`/api/customers/${id}`);
    expect(seen.headers['etag']).toBe('"1"');
    const saved = await patch(ana, { name: 'By version' }).set('If-Match', '"1"').expect(200);
    expect(saved.headers['etag']).toBe('"2"');
    const stale = await patch(ana, { name: 'Again' }).set('If-Match', '"1"').expect(412);
    expect(stale.body).toMatchObject({ type: 'conflict', status: 412, current: { name: 'By version' } });
  });
});

describe('a stale base', () => {
  test('is a conflict that says who changed what, and changes nothing', async () => {
    const base = await read();
    const theirs = await patch(sue, { updatedAt: base.updatedAt, name: 'Theirs', priority: 'high' }).expect(
      200,
    );
    const before = await stored();
    const { body } = await patch(ana, { updatedAt: base.updatedAt, name: 'Mine', notes: 'mine' })
      .expect(409)
      .expect('content-type', /^application\/problem\+json/u);
    const changedBy = { id: cast.harbour.supervisor.id, name: cast.harbour.supervisor.name };
    const changedAt = theirs.body.updatedAt;
    expect(body.current).toEqual(theirs.body);
    expect(body.conflicts).toEqual([
      { field: 'name', base: 'Maria', theirs: 'Theirs', changedBy, changedAt },
    ]);
    expect(body.alsoChanged).toEqual([
      { field: 'priority', base: 'normal', theirs: 'high', changedBy, changedAt },
    ]);
    expect(await stored()).toEqual(before);
    expect(await trailOf(clone.url, id)).toHaveLength(2);
  });

  test('is also one that lost its microseconds on the way', async () => {
    const base = await read();
    await patch(ana, { updatedAt: `${base.updatedAt.slice(0, 23)}Z`, name: 'Rounded' }).expect(409);
    expect((await stored())?.['name']).toBe('Maria');
  });

  test('none given is 428', async () => {
    await patch(ana, { name: 'Blind' }).expect(428);
    expect((await stored())?.['name']).toBe('Maria');
  });
});

describe('racing writers', () => {
  test('of 20 with the same base exactly one wins; the others get a justified 409', async () => {
    const base = await read();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => patch(sue, { updatedAt: base.updatedAt, name: `Writer ${i}` })),
    );
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    expect((await stored())?.['name']).toBe(winners[0]?.body.name);
    expect((await trailOf(clone.url, id)).map((row) => row.customer_version)).toEqual([1, 2]);
  });

  test('who read again after each 409 all get through, and the chain of befores and afters has no gap', async () => {
    await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        for (;;) {
          const base = await read();
          const { status } = await patch(i % 2 ? ana : sue, {
            updatedAt: base.updatedAt,
            notes: `${base.notes}|${i}`,
          });
          if (status === 200) return;
          expect(status).toBe(409);
        }
      }),
    );
    const row = await stored();
    expect(row?.['notes'].split('|').toSorted()).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      'first',
    ]);
    const trail = await trailOf(clone.url, id);
    expect(trail.map((action) => action.customer_version)).toEqual(trail.map((_, i) => i + 1));
    for (const [i, action] of trail.entries()) {
      if (i > 1) expect(action.changes[0]?.from).toEqual(trail[i - 1]?.changes[0]?.to);
    }
    expect(trail.at(-1)?.changes[0]?.to).toBe(row?.['notes']);
  });
});

describe('permissions, judged under the lock', () => {
  test.each([
    ['nobody is signed in', () => server.visitor(), 401],
    ["it is somebody else's customer", () => ben, 403],
    ['it belongs to another organisation', async () => server.signIn(cast.northgate.admin), 404],
  ])('when %s', async (_case, who, status) => {
    const base = await read();
    await (await who())
      .patch(`/api/customers/${id}`)
      .send({ updatedAt: base.updatedAt, name: 'No' })
      .expect(status);
    expect((await stored())?.['name']).toBe('Maria');
  });

  test('an employee hands back and claims, and cannot give to another; a supervisor can', async () => {
    const give = async (agent: Agent, assignedTo: string | null) =>
      patch(agent, { updatedAt: (await read()).updatedAt, assignedTo });
    const { employee, colleague } = cast.harbour;
    await (await give(ana, colleague.id)).body;
    expect((await stored())?.['assigned_to']).toBe(employee.id);
    expect((await give(ana, null)).status).toBe(200);
    expect((await give(ben, employee.id)).status).toBe(403);
    expect((await give(ben, colleague.id)).status).toBe(200);
    expect((await give(ana, null)).status).toBe(403);
    expect((await give(sue, employee.id)).status).toBe(200);
    expect((await trailOf(clone.url, id)).map(({ type }) => type)).toEqual([
      'create',
      'assignment',
      'assignment',
      'assignment',
    ]);
  });

  test.each([
    ['a person who does not exist', () => randomUUID()],
    ["another organisation's person", () => cast.northgate.employee.id],
  ])('%s cannot be the assignee', async (_case, assignee) => {
    const { body } = await patch(sue, { updatedAt: (await read()).updatedAt, assignedTo: assignee() }).expect(
      400,
    );
    expect(body.issues).toMatchObject([{ in: 'body', pointer: '/assignedTo' }]);
    expect((await stored())?.['assigned_to']).toBe(cast.harbour.employee.id);
  });

  test('a status that the organisation does not have is refused by the database and told as input', async () => {
    const { body } = await patch(sue, { updatedAt: (await read()).updatedAt, status: 'unheard_of' }).expect(
      400,
    );
    expect(body.issues).toMatchObject([{ in: 'body', pointer: '/status' }]);
  });
});

describe('operation ids', () => {
  test('a repeated PATCH happens once', async () => {
    const base = await read();
    const key = randomUUID();
    const send = () => patch(ana, { updatedAt: base.updatedAt, notes: 'once' }).set('Idempotency-Key', key);
    const first = await send().expect(200);
    const second = await send().expect(200);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(await trailOf(clone.url, id)).toHaveLength(2);
    await patch(ana, { updatedAt: first.body.updatedAt, notes: 'other' })
      .set('Idempotency-Key', key)
      .expect(422);
  });

  test('a commit whose answer was lost is found again by its operation id: saved once, answered 200', async () => {
    const base = await read();
    proxy.cutNextCommitAnswer();
    const { body } = await patch(ana, { updatedAt: base.updatedAt, notes: 'unknown outcome' }).expect(200);
    expect(body).toMatchObject({ version: 2, notes: 'unknown outcome' });
    expect(await trailOf(clone.url, id)).toHaveLength(2);
  });

  test('a commit that never arrived is done again', async () => {
    const base = await read();
    proxy.cutNextCommit();
    await patch(ana, { updatedAt: base.updatedAt, notes: 'second attempt' }).expect(200);
    expect((await stored())?.['version']).toBe(2);
  });
});

describe('what the database itself refuses', () => {
  const attempt = (statement: string) => rowsOf(clone.url, statement, [id]);

  test.each([
    ['a change without its action', "update customers set name = 'by hand' where id = $1"],
    ['deleting a customer', 'delete from customers where id = $1'],
    ['changing the trail', "update customer_actions set comment = 'x' where customer_id = $1"],
    ['deleting from the trail', 'delete from customer_actions where customer_id = $1'],
  ])('%s, even as superuser', async (_case, statement) => {
    const before = await stored();
    await expect(attempt(statement)).rejects.toMatchObject({ code: '23000' });
    expect(await stored()).toEqual(before);
  });

  test('an action for a version the customer does not have', async () => {
    await expect(
      attempt(`insert into customer_actions (organisation_id, id, customer_id, type, actor_id, customer_version, via, operation_id)
        select organisation_id, gen_random_uuid(), id, 'update', assigned_to, version + 1, 'api', gen_random_uuid()
        from customers where id = $1`),
    ).rejects.toMatchObject({ code: '23000', constraint: 'customer_actions_customer_version' });
  });

  test.each(['customers', 'customer_actions'])('TRUNCATE of %s', async (table) => {
    await expect(rowsOf(clone.url, `truncate ${table} cascade`)).rejects.toMatchObject({ code: '23000' });
  });

  test('versions and times are set by the database, whatever is written', async () => {
    await rowsOf(
      clone.url,
      `with changed as (update customers set version = 77, updated_at = '2000-01-01', notes = 'by hand' where id = $1 returning *)
       select 1 from changed`,
      [id],
    ).catch(() => undefined);
    const client = `
      do $$ declare c customers; begin
        update customers set version = 77, updated_at = '2000-01-01', notes = 'by hand' where id = '${id}' returning * into c;
        insert into customer_actions (organisation_id, id, customer_id, type, actor_id, customer_version, via, operation_id)
        values (c.organisation_id, gen_random_uuid(), c.id, 'update', c.assigned_to, c.version, 'api', gen_random_uuid());
      end $$`;
    const before = await stored();
    await rowsOf(clone.url, client);
    const after = await stored();
    expect(after?.['version']).toBe(2);
    expect(after?.['updated_at'] > before?.['updated_at']).toBe(true);
  });
});
