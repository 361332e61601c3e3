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
