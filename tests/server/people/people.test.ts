import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import type { Agent } from '../../support/testServer.ts';
import { NEW_PASSWORD, type Office, openOffice, tokenOf } from './office.ts';

let office: Office;
let ada: Agent;

beforeAll(async () => {
  office = await openOffice();
  ({ ada } = office);
});
afterAll(() => office?.close());

const patch = async (id: string, changes: object, agent = ada) => {
  const { updatedAt } = await office.person(id);
  return agent.patch(`/api/people/${id}`).send({ updatedAt, ...changes });
};
const issueOf = ({ body }: { body: { issues: { in: string; pointer: string }[] } }) => body.issues[0];

test('everybody is listed with what an administrator has to know', async () => {
  const { harbour, northgate } = office.cast;
  const ids = await createCustomers(office.database.url, harbour, [
    { assignedTo: harbour.employee.id },
    { assignedTo: harbour.employee.id, status: 'waiting' },
    { assignedTo: harbour.employee.id, status: 'closed' },
    { assignedTo: harbour.employee.id, archived: true },
  ]);
  expect(ids).toHaveLength(4);
  const { body: team } = await ada
    .post('/api/teams')
    .send({ name: 'South', members: [{ id: harbour.employee.id, isSupervisor: true }] })
    .expect(201);
  const before = await office.person(harbour.employee.id);
  expect(before).toEqual({
    id: harbour.employee.id,
    name: harbour.employee.name,
    email: harbour.employee.email,
    role: 'employee',
    active: true,
    state: 'active',
    teams: [{ id: team.id, name: 'South', isSupervisor: true }],
    openCount: 2,
    lastSignInAt: null,
    link: null,
    updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/u),
  });
  await office.server.signIn(harbour.employee);
  const after = await office.person(harbour.employee.id);
  expect(Date.now() - Date.parse(after.lastSignInAt ?? '')).toBeLessThan(60_000);
  expect(after.updatedAt).toBe(before.updatedAt);
  const everybody = await office.people();
  expect(everybody.map(({ name }) => name)).toEqual(everybody.map(({ name }) => name).toSorted());
  expect(everybody.map(({ id }) => id)).not.toContain(northgate.employee.id);
});

test('somebody is invited, chooses a password by the link and signs in', async () => {
  const { body: team } = await ada.post('/api/teams').send({ name: 'North' }).expect(201);
  const { body: other } = await ada.post('/api/teams').send({ name: 'Quay' }).expect(201);
  const { person, link } = await office.invite({
    name: ' Nora New ',
    email: ' Nora@Harbour.example ',
    role: 'supervisor',
    teams: [{ id: team.id, isSupervisor: true }, { id: other.id }],
  });
  expect(person).toMatchObject({
    name: 'Nora New',
    email: 'nora@harbour.example',
    role: 'supervisor',
    active: true,
    state: 'invited',
    teams: [
      { id: team.id, name: 'North', isSupervisor: true },
      { id: other.id, name: 'Quay', isSupervisor: false },
    ],
    lastSignInAt: null,
    link: { purpose: 'invite', expiresAt: link.expiresAt },
  });
  expect(link).toMatchObject({ purpose: 'invite', delivery: 'link', mailFailed: false });
  expect(link.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/set-password#[A-Za-z0-9_-]{43}$/u);
  const days = (Date.parse(link.expiresAt) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThan(7.1);
  // Whose work she may move from now on stands in the history, not only where she belongs.
  const { items } = (await ada.get('/api/organisation-actions?type=person_invite').expect(200)).body;
  expect(items[0]).toMatchObject({
    subject: { id: person.id },
    changes: expect.arrayContaining([
      { field: 'teams', from: null, to: ['North', 'Quay'] },
      { field: 'supervises', from: null, to: ['North'] },
    ]),
  });
  // Who has the team open as it was may not throw her out again.
  await ada.patch(`/api/teams/${team.id}`).send({ updatedAt: team.updatedAt, members: [] }).expect(409);

  const email = 'nora@harbour.example';
  await office.server.visitor().post('/api/session').send({ email, password: NEW_PASSWORD }).expect(401);
  await office.server
    .visitor()
    .post('/api/password-links/password')
    .send({ token: tokenOf(link), password: NEW_PASSWORD })
    .expect(200);
  const nora = await office.server.signIn({ email }, NEW_PASSWORD);
  expect((await nora.get('/api/session').expect(200)).body.employee).toMatchObject({ id: person.id });
  expect(await office.person(person.id)).toMatchObject({ state: 'active', link: null });
});

test('nothing of an invitation is kept when any of it is wrong', async () => {
  const before = await office.people();
  const valid = { name: 'Wanda', email: 'wanda@harbour.example', role: 'employee', teams: [] };
  const pointerOf = async (body: object) => issueOf(await ada.post('/api/people').send(body).expect(400));
  expect(await pointerOf({ ...valid, email: 'ANA@harbour.example' })).toMatchObject({ pointer: '/email' });
  expect(await pointerOf({ ...valid, email: 'nobody' })).toMatchObject({ pointer: '/email' });
  expect(await pointerOf({ ...valid, email: 'a@b.example, c@d.example' })).toMatchObject({
    pointer: '/email',
  });
  expect(await pointerOf({ ...valid, name: ' ' })).toMatchObject({ pointer: '/name' });
  expect(await pointerOf({ ...valid, role: 'owner' })).toMatchObject({ pointer: '/role' });
  expect(await pointerOf({ ...valid, teams: [{ id: randomUUIDv7() }] })).toMatchObject({
    pointer: '/teams/0/id',
  });
  expect(await pointerOf({ ...valid, passwordHash: 'x' })).toMatchObject({ pointer: '/passwordHash' });
  expect(await office.people()).toEqual(before);
  const [{ count } = { count: -1 }] = await rowsOf<{ count: number }>(
    office.database.url,
    "select count(*)::int from employees where email like 'wanda%'",
  );
  expect(count).toBe(0);
  // The address of somebody of another organisation is nobody's here.
  const { northgate } = office.cast;
  await office.invite({ ...valid, email: northgate.employee.email });
});

test('name, address and role change, and what another administrator did is not overwritten', async () => {
  const { person, link } = await office.invite({ name: 'Olaf', email: 'olaf@harbour.example' });
  const changed = await patch(person.id, { name: 'Olaf Olsen', role: 'supervisor' });
  expect(changed.body).toMatchObject({ name: 'Olaf Olsen', role: 'supervisor', state: 'invited' });
  expect(changed.body.updatedAt > person.updatedAt).toBe(true);
  expect(changed.body.link).not.toBeNull();
  const stale = await ada
    .patch(`/api/people/${person.id}`)
    .send({ updatedAt: person.updatedAt, name: 'Other' })
    .expect(409);
  expect(stale.body.type).toBe('outdated');
  expect(issueOf(await patch(person.id, { email: office.cast.harbour.admin.email }))).toMatchObject({
    pointer: '/email',
  });
  // The mail went to an address that was wrong: what it says is good no more.
  const moved = await patch(person.id, { email: 'olaf.olsen@harbour.example' });
  expect(moved.body).toMatchObject({ email: 'olaf.olsen@harbour.example', link: null });
  await office.server
    .visitor()
    .post('/api/password-links/lookup')
    .send({ token: tokenOf(link) })
    .expect(404);
  const same = await patch(person.id, { name: 'Olaf Olsen' });
  expect(same.body.updatedAt).toBe(moved.body.updatedAt);
});

test('a new role holds at once', async () => {
  const { colleague } = office.cast.harbour;
  const ben = await office.server.signIn(colleague);
  await ben.get('/api/people').expect(403);
  expect((await patch(colleague.id, { role: 'admin' })).status).toBe(200);
  await ben.get('/api/people').expect(200);
  expect((await patch(colleague.id, { role: 'employee' })).status).toBe(200);
  await ben.get('/api/people').expect(403);
});

test('the last administrator stays one, however it is tried', async () => {
  const { admin, colleague, supervisor } = office.cast.harbour;
  expect(issueOf(await patch(admin.id, { role: 'employee' }))).toMatchObject({ pointer: '/role' });
  // Who was invited as one and never came does not count.
  await office.invite({ name: 'Late', email: 'late@harbour.example', role: 'admin' });
  expect(issueOf(await patch(admin.id, { role: 'employee' }))).toMatchObject({ pointer: '/role' });
  await patch(colleague.id, { role: 'admin' });
  expect((await office.deactivate(admin.id, { assignedTo: null })).status).toBe(403);
  // Two demote each other at the same moment: one is still there afterwards.
  const ben = await office.server.signIn(colleague);
  const [adas, bens] = [await office.person(admin.id), await office.person(colleague.id)];
  for (let round = 0; round < 5; round += 1) {
    const answers = await Promise.all([
      ada.patch(`/api/people/${colleague.id}`).send({ updatedAt: bens.updatedAt, role: 'employee' }),
      ben.patch(`/api/people/${admin.id}`).send({ updatedAt: adas.updatedAt, role: 'employee' }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const [{ admins } = { admins: 0 }] = await rowsOf<{ admins: number }>(
      office.database.url,
      `select count(*)::int as admins from employees
       where organisation_id = $1 and role = 'admin' and active and password_hash is not null`,
      [office.cast.harbour.organisationId],
    );
    expect(admins).toBe(1);
    await rowsOf(office.database.url, "update employees set role = 'admin' where id = any($1::uuid[])", [
      [admin.id, colleague.id],
    ]);
    await office.server.signIn(admin);
    await office.server.signIn(colleague);
    Object.assign(adas, await office.person(admin.id));
    Object.assign(bens, await office.person(colleague.id));
  }
  await patch(colleague.id, { role: 'employee' });
  expect((await office.person(supervisor.id)).role).toBe('supervisor');
});

test('who may not, from elsewhere or without a session changes and learns nothing', async () => {
  const { harbour, northgate } = office.cast;
  const { id } = harbour.employee;
  const { updatedAt } = await office.person(id);
  const others = [
    await office.server.signIn(harbour.employee),
    await office.server.signIn(harbour.supervisor),
  ];
  const before = await office.people();
  const calls = (agent: Agent) => [
    agent.get('/api/people'),
    agent.post('/api/people').send({ name: 'X', email: 'x@harbour.example' }),
    agent.patch(`/api/people/${id}`).send({ updatedAt, name: 'X' }),
    agent.post(`/api/people/${id}/links`).send(),
    agent.post(`/api/people/${id}/deactivation`).send({ updatedAt, assignedTo: null }),
    agent.post(`/api/people/${id}/reactivation`).send(),
  ];
  for (const answer of calls(office.server.visitor())) expect((await answer).status).toBe(401);
  for (const agent of others) {
    for (const answer of calls(agent)) expect((await answer).status).toBe(403);
  }
  const outsider = await office.server.signIn(northgate.admin);
  const [list, invited, ...onesOwn] = calls(outsider);
  expect((await list)?.body.items.map((person: { id: string }) => person.id)).not.toContain(id);
  expect((await invited)?.status).toBe(201);
  for (const answer of onesOwn) expect((await answer).status).toBe(404);
  expect(await office.people()).toEqual(before);
});

test('a link is made anew for who is active, and for nobody else', async () => {
  const { employee } = office.cast.harbour;
  const first = (await ada.post(`/api/people/${employee.id}/links`).expect(201)).body;
  expect(first).toMatchObject({ link: { purpose: 'reset' }, person: { link: { purpose: 'reset' } } });
  const hours = (Date.parse(first.link.expiresAt) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThan(24.1);
  const second = (await ada.post(`/api/people/${employee.id}/links`).expect(201)).body;
  const look = (token: string) => office.server.visitor().post('/api/password-links/lookup').send({ token });
  expect((await look(tokenOf(first.link))).status).toBe(404);
  expect((await look(tokenOf(second.link))).status).toBe(200);
  await ada.post(`/api/people/${randomUUIDv7()}/links`).expect(404);
  // Ten at once leave one that is good.
  const many = await Promise.all(
    Array.from({ length: 10 }, () => ada.post(`/api/people/${employee.id}/links`).expect(201)),
  );
  const statuses = await Promise.all(many.map(async ({ body }) => (await look(tokenOf(body.link))).status));
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
});

test('whom an import named can be given an address, be brought in and invited', async () => {
  const id = randomUUIDv7();
  await rowsOf(
    office.database.url,
    `insert into employees (organisation_id, id, name, code, role, active) values ($1, $2, 'PWD', 'PWD', 'employee', false)`,
    [office.cast.harbour.organisationId, id],
  );
  const refused = await ada.post(`/api/people/${id}/reactivation`).expect(400);
  expect(issueOf(refused)).toMatchObject({ in: 'path', pointer: '/id' });
  expect(issueOf(await ada.post(`/api/people/${id}/links`).expect(400))).toMatchObject({ pointer: '/id' });
  await patch(id, { email: 'pwd@harbour.example' });
  const { body } = await ada.post(`/api/people/${id}/reactivation`).expect(200);
  expect(body).toMatchObject({ active: true, state: 'invited' });
  expect((await ada.post(`/api/people/${id}/reactivation`).expect(200)).body).toEqual(body);
  expect((await ada.post(`/api/people/${id}/links`).expect(201)).body.link.purpose).toBe('invite');
});
