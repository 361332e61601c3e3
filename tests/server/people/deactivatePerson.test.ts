import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCustomers, type Person as CastPerson } from '../../support/cast.ts';
import { rowsOf, trailOf } from '../../support/rows.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let elsewhere: TestServer;
let ada: Agent;
let leaving: CastPerson;
let open: string[];

beforeAll(async () => {
  office = await openOffice();
  ({ ada } = office);
  elsewhere = await startTestServer(office.database.url);
});
afterAll(async () => {
  await elsewhere?.stop();
  await office?.close();
});

/** A person of their own for each test, who can sign in and holds three open customers, one done and one archived. */
beforeEach(async () => {
  const { harbour } = office.cast;
  const email = `leaver-${randomUUID()}@harbour.example`;
  const { person } = await office.invite({ name: 'Lea Leaver', email });
  leaving = { ...person, email };
  await rowsOf(
    office.database.url,
    'update employees set password_hash = (select password_hash from employees where id = $2) where id = $1',
    [leaving.id, harbour.employee.id],
  );
  const held = { assignedTo: leaving.id };
  const [a = '', b = '', c = ''] = await createCustomers(office.database.url, harbour, [
    { ...held, dueAt: '2026-12-03T09:00:00Z' },
    { ...held, dueAt: '2026-12-01T09:00:00Z', status: 'waiting' },
    { ...held },
    { ...held, status: 'closed' },
    { ...held, archived: true },
  ]);
  open = [b, a, c];
});

const holdersOf = async (ids: readonly string[]) => {
  const rows = await rowsOf<{ id: string; assigned_to: string | null }>(
    office.database.url,
    'select id, assigned_to from customers where id = any($1::uuid[])',
    [ids],
  );
  const holders = new Map(rows.map((row) => [row.id, row.assigned_to]));
  return ids.map((id) => holders.get(id));
};
test('one person gets what is open, the person is out at once everywhere, and all of it is on record', async () => {
  const { employee } = office.cast.harbour;
  const [here, there] = [await office.server.signIn(leaving), await elsewhere.signIn(leaving)];
  await there.get('/api/session').expect(200);
  const { status, body } = await office.deactivate(leaving.id, { assignedTo: employee.id });
  expect(status).toBe(200);
  expect(body.person).toMatchObject({ active: false, state: 'inactive', openCount: 0, link: null });
  expect(body.batch).toMatchObject({ kind: 'reassignment', state: 'applied', changed: 3, skipped: [] });
  expect(await holdersOf(open)).toEqual([employee.id, employee.id, employee.id]);
  const [trail] = (await trailOf(office.database.url, open[0] ?? '')).slice(-1);
  expect(trail).toMatchObject({
    type: 'assignment',
    via: 'bulk',
    changes: [{ field: 'assignedTo', from: leaving.id, to: employee.id }],
  });
  await here.get('/api/session').expect(401);
  await expect.poll(async () => (await there.get('/api/session')).status).toBe(401);
  await office.server
    .visitor()
    .post('/api/session')
    .send({ email: leaving.email, password: 'x' })
    .expect(401);
  const { body: history } = await ada.get('/api/organisation-actions?type=person_deactivate&limit=1');
  expect(history.items[0]).toMatchObject({
    subject: { kind: 'person', id: leaving.id, name: 'Lea Leaver' },
    changes: [{ field: 'active', from: true, to: false }],
    batchId: body.batch.id,
  });
});

test('several share it in the order it is due, or nobody gets it', async () => {
  const { employee, colleague } = office.cast.harbour;
  const shared = await office.deactivate(leaving.id, {
    assignees: [employee.id, colleague.id],
    split: 'even',
  });
  expect(shared.status).toBe(200);
  expect(await holdersOf(open)).toEqual([employee.id, colleague.id, employee.id]);
});

test('nobody gets it, and who held nothing is deactivated without a batch', async () => {
  const { body } = await office.deactivate(leaving.id, { assignedTo: null });
  expect(body.batch.changed).toBe(3);
  expect(await holdersOf(open)).toEqual([null, null, null]);
  const { person } = await office.invite({ name: 'Idle', email: `idle-${randomUUID()}@harbour.example` });
  const idle = await office.deactivate(person.id, { assignedTo: null });
  expect(idle.body).toMatchObject({ person: { active: false }, batch: null });
});

test('the hand-over is taken back as one, once there is somebody to have it again', async () => {
  const { colleague } = office.cast.harbour;
  const { body } = await office.deactivate(leaving.id, { assignedTo: colleague.id });
  const undo = () => ada.post(`/api/batches/${body.batch.id}/undo`);
  const refused = await undo();
  expect(refused.status).toBe(400);
  expect(refused.body.issues[0].message).toContain('reactivate');
  expect(await holdersOf(open)).toEqual([colleague.id, colleague.id, colleague.id]);
  await ada.post(`/api/people/${leaving.id}/reactivation`).expect(200);
  // What was changed since stays where it is.
  const [first = ''] = open;
  const { body: present } = await ada.get(`/api/customers/${first}`).expect(200);
  await ada
    .patch(`/api/customers/${first}`)
    .send({ updatedAt: present.updatedAt, name: 'Changed' })
    .expect(200);
  const undone = await undo();
  expect(undone.body).toMatchObject({
    state: 'undone',
    changed: 2,
    skipped: [{ id: first, reason: 'changed' }],
  });
  expect(await holdersOf(open)).toEqual([colleague.id, leaving.id, leaving.id]);
  // The old password is good again, the old sessions are not.
  await office.server.signIn(leaving);
});

test('the same press twice deactivates once and answers alike', async () => {
  const { updatedAt } = await office.person(leaving.id);
  const send = (key: string, assignedTo: string | null) =>
    ada
      .post(`/api/people/${leaving.id}/deactivation`)
      .set('Idempotency-Key', key)
      .send({ updatedAt, assignedTo });
  const key = randomUUID();
  const [one, two] = await Promise.all([send(key, null), send(key, null)]);
  expect([one.status, two.status]).toEqual([200, 200]);
  expect(two.body.batch.id).toBe(one.body.batch.id);
  expect((await send(key, office.cast.harbour.employee.id)).status).toBe(422);
  expect((await send(randomUUID(), null)).status).toBe(409);
});

test('a key that customers were moved under is refused, and nobody leaves', async () => {
  const { employee } = office.cast.harbour;
  const key = randomUUID();
  const customers = { filter: { assignedTo: leaving.id }, assignedTo: employee.id, dryRun: true };
  await ada.post('/api/reassignments').set('Idempotency-Key', key).send(customers).expect(200);
  const { updatedAt } = await office.person(leaving.id);
  const { body } = await ada
    .post(`/api/people/${leaving.id}/deactivation`)
    .set('Idempotency-Key', key)
    .send({ updatedAt, assignedTo: employee.id })
    .expect(422);
  expect(body.type).toBe('idempotency-mismatch');
  expect(await office.person(leaving.id)).toMatchObject({ active: true, updatedAt });
});

test('nothing at all happens when any of it cannot be', async () => {
  const { harbour, northgate } = office.cast;
  const { person: gone } = await office.invite({
    name: 'Gone',
    email: `gone-${randomUUID()}@harbour.example`,
  });
  await office.deactivate(gone.id, { assignedTo: null });
  const attempts: [object, string][] = [
    [{ assignedTo: northgate.employee.id }, '/assignedTo'],
    [{ assignedTo: gone.id }, '/assignedTo'],
    [{ assignedTo: leaving.id }, '/assignedTo'],
    [{ assignees: [harbour.employee.id, gone.id] }, '/assignees/1'],
    [{ assignees: [harbour.employee.id, harbour.employee.id] }, '/assignees'],
    [{ assignees: [harbour.employee.id] }, '/assignees'],
    [{}, ''],
    [{ assignedTo: null, assignees: [harbour.employee.id, harbour.colleague.id] }, ''],
  ];
  for (const [body, pointer] of attempts) {
    const answer = await office.deactivate(leaving.id, body);
    expect(answer.status, JSON.stringify(body)).toBe(400);
    expect(answer.body.issues[0].pointer).toBe(pointer);
  }
  expect((await office.deactivate(harbour.admin.id, { assignedTo: null })).status).toBe(403);
  expect((await office.deactivate(gone.id, { assignedTo: null })).body.issues[0]).toMatchObject({
    in: 'path',
  });
  const stale = { updatedAt: '2026-01-01T00:00:00.000000Z', assignedTo: null };
  await ada.post(`/api/people/${leaving.id}/deactivation`).send(stale).expect(409);
  expect(await office.person(leaving.id)).toMatchObject({ active: true });
  expect(await holdersOf(open)).toEqual([leaving.id, leaving.id, leaving.id]);
  const actions = await rowsOf(
    office.database.url,
    'select from organisation_actions where subject_id = $1',
    [leaving.id],
  );
  expect(actions).toHaveLength(1);
});
