import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@caseload/shared/people/person.ts';
import { createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let elsewhere: TestServer;
/** Somebody else's transaction, held open as long as a test likes. */
let other: Client;
let leaving: Person;

beforeAll(async () => {
  office = await openOffice();
  elsewhere = await startTestServer(office.database.url);
  other = new Client({ connectionString: office.database.url });
  await other.connect();
  await other.query('set role caseload_app');
});
afterAll(async () => {
  await other?.end();
  await elsewhere?.stop();
  await office?.close();
});

beforeEach(async () => {
  const email = `leaver-${randomUUID()}@harbour.example`;
  leaving = (await office.invite({ name: 'Lea Leaver', email })).person;
  await rowsOf(
    office.database.url,
    'update employees set password_hash = (select password_hash from employees where id = $2) where id = $1',
    [leaving.id, office.cast.harbour.employee.id],
  );
});

const begin = async () => {
  const { organisationId } = office.cast.harbour;
  await other.query('begin');
  await other.query("select set_config('caseload.organisation_id', $1, true)", [organisationId]);
};
/** Gives a customer to the person who leaves, with the action it needs. */
const give = async (customerId: string) => {
  const { organisationId, admin } = office.cast.harbour;
  await other.query('update customers set assigned_to = $2 where id = $1', [customerId, leaving.id]);
  await other.query(
    `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, customer_version, via, operation_id)
     values ($1, gen_random_uuid(), $2, 'assignment', $3, 2, 'api', gen_random_uuid()::text)`,
    [organisationId, customerId, admin.id],
  );
};
const openOf = async (id: string) =>
  rowsOf<{ id: string }>(
    office.database.url,
    `select c.id from customers c join statuses s on s.organisation_id = c.organisation_id and s.key = c.status
     where c.assigned_to = $1 and not c.archived and s.category <> 'done'`,
    [id],
  );
const waiting = async () =>
  (
    await rowsOf(
      office.database.url,
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).length;

test('who was giving the person a customer is waited for, and that customer is handed over too', async () => {
  const { harbour } = office.cast;
  const [customer = ''] = await createCustomers(office.database.url, harbour, [{}]);
  await begin();
  await give(customer);
  const deactivation = office.deactivate(leaving.id, { assignedTo: harbour.colleague.id });
  await expect.poll(waiting).toBeGreaterThan(0);
  await other.query('commit');
  expect((await deactivation).body.batch).toMatchObject({ changed: 1 });
  expect(await openOf(leaving.id)).toEqual([]);
});

test('who still thought the person active is told to look again', async () => {
  const [customer = ''] = await createCustomers(office.database.url, office.cast.harbour, [{}]);
  await begin();
  const { rows } = await other.query('select active from employees where id = $1', [leaving.id]);
  expect(rows).toEqual([{ active: true }]);
  expect((await office.deactivate(leaving.id, { assignedTo: null })).status).toBe(200);
  await expect(give(customer)).rejects.toMatchObject({ code: '40001' });
  await other.query('rollback');
  // Asked anew, the server has a plain answer to that.
  const { body } = await office.ada.get(`/api/customers/${customer}`);
  const refused = await office.ada
    .patch(`/api/customers/${customer}`)
    .send({ updatedAt: body.updatedAt, assignedTo: leaving.id });
  expect(refused.body.issues).toMatchObject([{ pointer: '/assignedTo', message: 'is not active any more' }]);
});

test('an import that names somebody who left long ago is none of that', async () => {
  await office.deactivate(leaving.id, { assignedTo: null });
  await rowsOf(
    office.database.url,
    "update employees set deactivated_at = deactivated_at - interval '2 minutes' where id = $1",
    [leaving.id],
  );
  const past = await createCustomers(office.database.url, office.cast.harbour, [{ assignedTo: leaving.id }]);
  expect(past).toHaveLength(1);
});

test('whatever the person and others do meanwhile, nothing open is left with them', async () => {
  const { harbour } = office.cast;
  for (let round = 0; round < 2; round += 1) {
    const racer = await office.server.signIn({ email: leaving.email ?? '' });
    const sue = await elsewhere.signIn(harbour.supervisor);
    const held = await createCustomers(
      office.database.url,
      harbour,
      Array.from({ length: 10 }, () => ({ assignedTo: leaving.id })),
    );
    const pool = await createCustomers(
      office.database.url,
      harbour,
      Array.from({ length: 20 }, () => ({})),
    );
    const seen = new Map<string, string>();
    for (const id of [...held, ...pool])
      seen.set(id, (await office.ada.get(`/api/customers/${id}`)).body.updatedAt);
    const edit = (agent: typeof sue, id: string, changes: object) =>
      agent.patch(`/api/customers/${id}`).send({ updatedAt: seen.get(id), ...changes });
    const bulk = pool.slice(10).map((id) => ({ id, updatedAt: seen.get(id) }));
    const { updatedAt } = await office.person(leaving.id);
    const answers = await Promise.all([
      ...held.slice(0, 5).map((id) => edit(racer, id, { name: 'edited' })),
      ...Array.from({ length: 5 }, () => racer.post('/api/claims').send()),
      ...pool.slice(0, 5).map((id) => edit(sue, id, { assignedTo: leaving.id })),
      office.ada
        .post(`/api/people/${leaving.id}/deactivation`)
        .send({ updatedAt, assignedTo: harbour.colleague.id }),
      ...pool.slice(5, 10).map((id) => edit(sue, id, { assignedTo: leaving.id })),
      sue.post('/api/reassignments').send({ customers: bulk, assignedTo: leaving.id, mode: 'best-effort' }),
      sue.post('/api/customers').send({ name: 'New one', assignedTo: leaving.id }),
      ...held.slice(5).map((id) => edit(racer, id, { name: 'edited' })),
    ]);
    const statuses = answers.map(({ status }) => status);
    // Done, refused as somebody who has left, or busy for a moment: never broken.
    expect(statuses.filter((one) => ![200, 201, 400, 401, 403, 409, 503].includes(one))).toEqual([]);
    expect(await office.person(leaving.id), statuses.join(' ')).toMatchObject({
      active: false,
      openCount: 0,
    });
    await office.ada.post(`/api/people/${leaving.id}/reactivation`).expect(200);
  }
});
