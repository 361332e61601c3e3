import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../../support/rows.ts';
import { type Office, openOffice } from '../people/office.ts';
import { importFile, work } from './wizard.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

/** Gives customers to somebody by one import, and to Ana by another one. */
async function givenToAna(from: string, externalIds: readonly string[], rules: object = {}) {
  const { employee } = office.cast.harbour;
  const file = (to: string) =>
    ['externalId,name,assignedTo', ...externalIds.map((id) => `${id},${id},${to}`)].join('\n');
  await importFile(office.ada, file(from), rules);
  const second = await importFile(office.ada, file(employee.email), { existing: 'update' });
  expect(second.result).toMatchObject({ updated: externalIds.length });
  return second;
}

const holders = (prefix: string) =>
  rowsOf<{ id: string; name: string | null; version: number }>(
    office.database.url,
    `select c.external_id as id, e.name, c.version from customers c left join employees e on e.id = c.assigned_to
     where c.external_id like $1 order by 1`,
    [`${prefix}%`],
  );

const letAnHourPass = (id: string) =>
  rowsOf(
    office.database.url,
    "update employees set deactivated_at = deactivated_at - interval '1 hour' where id = $1",
    [id],
  );

test('whoever has left gets nothing back when an import is undone, right after they left and later', async () => {
  const { colleague, supervisor, employee } = office.cast.harbour;
  const bens = await givenToAna(colleague.email, ['B1', 'B2']);
  const sues = await givenToAna(supervisor.email, ['S1']);
  for (const { id } of [colleague, supervisor])
    expect((await office.deactivate(id, { assignedTo: null })).status).toBe(200);
  await letAnHourPass(colleague.id);
  expect(await work(office.ada, bens, 'undo')).toMatchObject({
    state: 'done',
    undoneBy: null,
    undoneAt: null,
    ranAt: bens.ranAt,
    undo: { archived: 0, setBack: 0, kept: 2, keptCustomers: [{ name: 'B1' }, { name: 'B2' }] },
  });
  expect(await work(office.ada, sues, 'undo')).toMatchObject({
    state: 'done',
    stopped: null,
    undo: { setBack: 0, kept: 1, keptCustomers: [{ name: 'S1' }] },
  });
  const anas = { name: employee.name, version: 2 };
  expect([...(await holders('B')), ...(await holders('S'))]).toEqual([
    { id: 'B1', ...anas },
    { id: 'B2', ...anas },
    { id: 'S1', ...anas },
  ]);
});

test('whoever came back, and whom an import made, gets back what they had', async () => {
  const { colleague } = office.cast.harbour;
  expect((await office.person(colleague.id)).active).toBe(false);
  await office.ada.post(`/api/people/${colleague.id}/reactivation`).expect(200);
  const bens = await givenToAna(colleague.email, ['R1']);
  const noras = await givenToAna('Newcomer Nora', ['N1'], { unknownAssignee: 'create' });
  for (const one of [bens, noras])
    expect((await work(office.ada, one, 'undo')).undo).toMatchObject({ setBack: 1, kept: 0 });
  expect([...(await holders('R')), ...(await holders('N'))]).toEqual([
    { id: 'R1', name: colleague.name, version: 3 },
    { id: 'N1', name: 'Newcomer Nora', version: 3 },
  ]);
});

test('of several customers only those of somebody who left stay', async () => {
  const { colleague, employee, supervisor } = office.cast.harbour;
  await office.ada.post(`/api/people/${supervisor.id}/reactivation`).expect(200);
  const file = (rows: readonly string[]) => ['externalId,name,assignedTo', ...rows].join('\n');
  await importFile(office.ada, file([`M1,M1,${colleague.email}`, `M2,M2,${supervisor.email}`, 'M3,M3,']));
  const all = ['M1', 'M2', 'M3', 'M4'].map((id) => `${id},${id} B,${employee.email}`);
  const second = await importFile(office.ada, file(all), { existing: 'update' });
  await office.deactivate(colleague.id, { assignedTo: null });
  expect((await work(office.ada, second, 'undo')).undo).toMatchObject({
    archived: 1,
    setBack: 2,
    kept: 1,
    keptCustomers: [{ name: 'M1 B' }],
  });
  expect((await holders('M')).map(({ name }) => name)).toEqual([
    employee.name,
    supervisor.name,
    null,
    employee.name,
  ]);
});

test('an import of which nothing could be taken back is not undone, and can be once that is possible', async () => {
  const { colleague, employee } = office.cast.harbour;
  await office.ada.post(`/api/people/${colleague.id}/reactivation`).expect(200);
  const bens = await givenToAna(colleague.email, ['L1']);
  await office.deactivate(colleague.id, { assignedTo: null });
  const kept = await work(office.ada, bens, 'undo');
  expect(kept).toMatchObject({ state: 'done', undoneBy: null, undo: { setBack: 0, kept: 1 } });
  const {
    body: { items },
  } = await office.ada.get('/api/imports').expect(200);
  expect(items[0]).toMatchObject({ id: bens.id, state: 'done' });
  expect(await holders('L')).toMatchObject([{ name: employee.name, version: 2 }]);
  await office.ada.post(`/api/people/${colleague.id}/reactivation`).expect(200);
  expect(await work(office.ada, bens, 'undo')).toMatchObject({
    state: 'undone',
    undoneBy: { name: office.cast.harbour.admin.name },
    undo: { setBack: 1, kept: 0 },
  });
  expect(await holders('L')).toMatchObject([{ name: colleague.name, version: 3 }]);
});
