import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrganisationAction } from '@caseload/shared/organisationActions/organisationAction.ts';
import { rowsOf } from '../../support/rows.ts';
import { type Office, openOffice } from '../people/office.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

type Page = { items: OrganisationAction[]; nextCursor: string | null };
const page = async (query = ''): Promise<Page> =>
  (await office.ada.get(`/api/organisation-actions${query}`).expect(200)).body;

test('what was done is there with who, what, before, after and the request, newest first', async () => {
  const { admin } = office.cast.harbour;
  const { person } = await office.invite({ name: 'Ivy', email: 'ivy@harbour.example', role: 'supervisor' });
  const changed = await office.ada
    .patch(`/api/people/${person.id}`)
    .set('X-Request-Id', 'request-of-the-change')
    .set('Sec-Fetch-Site', 'same-origin')
    .send({ updatedAt: person.updatedAt, role: 'employee', name: 'Ivy Vine' })
    .expect(200);
  await office.ada.post(`/api/people/${person.id}/links`).expect(201);
  await office.deactivate(person.id, { assignedTo: null });
  await office.ada.post(`/api/people/${person.id}/reactivation`).expect(200);
  const { items, nextCursor } = await page();
  expect(nextCursor).toBeNull();
  expect(items.map(({ type }) => type)).toEqual([
    'person_reactivate',
    'person_deactivate',
    'password_link',
    'person_update',
    'person_invite',
  ]);
  expect(items[3]).toEqual({
    id: expect.any(String),
    type: 'person_update',
    actor: { id: admin.id, name: admin.name },
    subject: { kind: 'person', id: person.id, name: 'Ivy' },
    changes: [
      { field: 'name', from: 'Ivy', to: 'Ivy Vine' },
      { field: 'role', from: 'supervisor', to: 'employee' },
    ],
    batchId: null,
    via: 'browser',
    requestId: 'request-of-the-change',
    createdAt: expect.stringMatching(/\.\d{6}Z$/u),
  });
  expect(items[4]?.changes).toEqual([
    { field: 'name', from: null, to: 'Ivy' },
    { field: 'email', from: null, to: 'ivy@harbour.example' },
    { field: 'role', from: null, to: 'supervisor' },
    { field: 'teams', from: null, to: [] },
    { field: 'supervises', from: null, to: [] },
  ]);
  expect(JSON.stringify(items)).not.toMatch(/password_hash|argon2|token/u);
  // Nothing changed, nothing recorded.
  const { updatedAt } = await office.person(person.id);
  await office.ada.patch(`/api/people/${person.id}`).send({ updatedAt, name: changed.body.name }).expect(200);
  expect((await page()).items).toEqual(items);
});

test('pages go on where the last one ended, also when more is done meanwhile', async () => {
  const all = (await page()).items;
  const first = await page('?limit=2');
  await office.ada.post('/api/statuses').send({ label: 'Between', category: 'open' }).expect(201);
  const second = await page(`?limit=200&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items]).toEqual(all);
  expect((await page('?type=status_create,tag_merge')).items.map(({ type }) => type)).toEqual([
    'status_create',
  ]);
  const bad = [
    `?cursor=${first.nextCursor}&type=status_create`,
    '?cursor=x',
    '?type=everything',
    '?limit=0',
    '?a=b',
  ];
  for (const query of bad) await office.ada.get(`/api/organisation-actions${query}`).expect(400);
});

test('only administrators see it, and only their own', async () => {
  const { harbour, northgate } = office.cast;
  await office.server.visitor().get('/api/organisation-actions').expect(401);
  for (const person of [harbour.employee, harbour.supervisor])
    await (await office.server.signIn(person)).get('/api/organisation-actions').expect(403);
  const outsider = await office.server.signIn(northgate.admin);
  expect((await outsider.get('/api/organisation-actions').expect(200)).body.items).toEqual([]);
  const { nextCursor } = await page('?limit=1');
  await outsider.get(`/api/organisation-actions?limit=1&cursor=${nextCursor}`).expect(400);
});

test('nobody changes or removes it, not even the owner of the table', async () => {
  const before = await rowsOf(office.database.url, 'select * from organisation_actions order by position');
  for (const statement of [
    "update organisation_actions set type = 'tag_merge'",
    'delete from organisation_actions',
    'truncate organisation_actions',
  ]) {
    await expect(rowsOf(office.database.url, statement)).rejects.toMatchObject({
      code: '23000',
      constraint: 'organisation_actions_kept',
    });
  }
  const app = new Client({ connectionString: office.database.url });
  await app.connect();
  try {
    await app.query('set role caseload_app');
    for (const statement of ['update organisation_actions set via = via', 'delete from organisation_actions'])
      await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
    await expect(app.query('delete from password_links')).rejects.toMatchObject({ code: '42501' });
  } finally {
    await app.end();
  }
  expect(await rowsOf(office.database.url, 'select * from organisation_actions order by position')).toEqual(
    before,
  );
});

test('what is done to teams, custom fields and absences is there too, and nothing that was refused or changed nothing', async () => {
  const { ada, cast, server } = office;
  const { employee, colleague, supervisor } = cast.harbour;
  const { items: earlier } = await page('?limit=200');
  const { body: team } = await ada
    .post('/api/teams')
    .send({ name: 'Quay', members: [{ id: employee.id }, { id: supervisor.id, isSupervisor: true }] })
    .expect(201);
  const setTeam = async (changes: object, status = 200) => {
    const { items } = (await ada.get('/api/teams').expect(200)).body;
    const { updatedAt } = items.find(({ id }: { id: string }) => id === team.id);
    await ada
      .patch(`/api/teams/${team.id}`)
      .send({ updatedAt, ...changes })
      .expect(status);
  };
  const same = [{ id: supervisor.id, isSupervisor: true }, { id: employee.id }];
  await setTeam({ name: 'Quay', members: same });
  await setTeam({
    name: 'Far quay',
    members: [{ id: colleague.id }, { id: employee.id, isSupervisor: true }],
  });
  await setTeam({ members: [{ id: cast.northgate.employee.id }] }, 400);
  await ada.delete(`/api/teams/${team.id}`).expect(204);
  const region = { key: 'region', label: 'Region', type: 'choice', choices: ['North'] };
  const { body: field } = await ada.post('/api/custom-fields').send(region).expect(201);
  const setField = (updatedAt: string, changes: object, status = 200) =>
    ada
      .patch('/api/custom-fields/region')
      .send({ updatedAt, ...changes })
      .expect(status);
  await setField(field.updatedAt, { choices: ['North'] });
  await setField(field.updatedAt, { choices: [] }, 400);
  await setField(field.updatedAt, { label: 'Area', choices: ['North', 'South'], archived: true });
  const sue = await server.signIn(supervisor);
  const away = (until: string | null) => sue.put(`/api/employees/${employee.id}/away`).send({ until });
  await away('2026-12-24').expect(200);
  await away('2026-12-24').expect(200);
  await away(null).expect(200);
  const { items } = await page('?limit=200');
  const added = items.slice(0, items.length - earlier.length);
  const seen = added.map(({ type, actor, subject, changes }) => [
    type,
    actor.id === supervisor.id ? 'Sue' : actor.name,
    `${subject.kind} ${subject.name}`,
    Object.fromEntries(changes.map(({ field: name, from, to }) => [name, [from, to]])),
  ]);
  const [ana, ben, boss] = [employee.name, colleague.name, supervisor.name];
  const admin = cast.harbour.admin.name;
  expect(seen).toEqual([
    ['person_away', 'Sue', `person ${ana}`, { awayUntil: ['2026-12-24', null] }],
    ['person_away', 'Sue', `person ${ana}`, { awayUntil: [null, '2026-12-24'] }],
    [
      'custom_field_update',
      admin,
      'custom_field Region',
      { label: ['Region', 'Area'], choices: [['North'], ['North', 'South']], archived: [false, true] },
    ],
    [
      'custom_field_create',
      admin,
      'custom_field Region',
      { label: [null, 'Region'], type: [null, 'choice'], choices: [null, ['North']] },
    ],
    ['team_delete', admin, 'team Far quay', { members: [[ana, ben], []], supervisors: [[ana], []] }],
    [
      'team_update',
      admin,
      'team Quay',
      {
        name: ['Quay', 'Far quay'],
        members: [
          [ana, boss],
          [ana, ben],
        ],
        supervisors: [[boss], [ana]],
      },
    ],
    [
      'team_create',
      admin,
      'team Quay',
      { name: [null, 'Quay'], members: [null, [ana, boss]], supervisors: [null, [boss]] },
    ],
  ]);
  expect(added.map(({ subject }) => subject.id)).toEqual([
    employee.id,
    employee.id,
    'region',
    'region',
    team.id,
    team.id,
    team.id,
  ]);
  expect((await page('?type=team_create,person_away')).items).toHaveLength(3);
});
