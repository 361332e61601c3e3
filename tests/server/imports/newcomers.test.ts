import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer } from '../../support/testServer.ts';
import { importText, PATIENT, type TextImport } from './importText.ts';
import { prepare, work } from './wizard.ts';

let clone: TestDatabase;
let cast: Cast;
let database: Database;

beforeEach(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  database = openDatabase({ url: clone.url, max: 2, connectTimeoutMs: 5_000, ...PATIENT });
});

afterEach(async () => {
  await database.close();
  await clone.drop();
});

const run = (text: string, { rules, ...options }: TextImport = {}) =>
  importText(database, cast.harbour, text, { ...options, rules: { unknownAssignee: 'create', ...rules } });

type Told = { name: string; is_the_person: boolean };
/** What the organisation's history tells, by the names of those it was done to. */
const told = () =>
  rowsOf<Told>(
    clone.url,
    `select a.organisation_id, type, actor_id, subject_kind, subject_name as name, changes, via,
       exists (select from employees e where e.id::text = a.subject_id and e.name = a.subject_name
         and e.organisation_id = a.organisation_id) as is_the_person
     from organisation_actions a order by subject_name collate "C"`,
  );
const newcomer = (name: string) => ({
  organisation_id: cast.harbour.organisationId,
  type: 'person_import',
  actor_id: cast.harbour.admin.id,
  subject_kind: 'person',
  name,
  changes: [
    { field: 'name', from: null, to: name },
    { field: 'code', from: null, to: name },
    { field: 'role', from: null, to: 'employee' },
    { field: 'active', from: null, to: false },
  ],
  via: 'import',
  is_the_person: true,
});

test('whom an import makes stands in the history of the organisation, for new customers and for changed ones', async () => {
  await run('externalId,name,assignedTo\n1,A,Nora\n2,B,Olaf\n3,C,nora\n4,D,ben@harbour.example');
  expect(await told()).toEqual([newcomer('Nora'), newcomer('Olaf')]);
  const again = 'externalId,name,assignedTo\n1,A,Olaf\n2,B,Pia';
  expect(await run(again, { rules: { existing: 'update' } })).toMatchObject({ newPeople: ['Pia'] });
  expect(await told()).toEqual([newcomer('Nora'), newcomer('Olaf'), newcomer('Pia')]);
});

test('who is only tried, or would be made by an import that fails, does not', async () => {
  const text = 'name,assignedTo\nA,Nora\nBo,Olaf';
  expect((await run(text, { dryRun: true })).newPeople).toEqual(['Nora', 'Olaf']);
  await rowsOf(clone.url, "alter table customers add constraint no_bo check (name <> 'Bo')");
  await expect(run(text)).rejects.toThrow();
  expect(await told()).toEqual([]);
});

test('as many as one import may make are all there', async () => {
  const names = Array.from({ length: 1_000 }, (_, i) => `P${i}`);
  await run(`name,assignedTo\n${names.map((name) => `C,${name}`).join('\n')}`);
  const all = await told();
  expect(all.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  expect(all.every((one) => one.is_the_person)).toBe(true);
});

test('an administrator reads it, and a check in the browser writes none of it', async () => {
  const server = await startTestServer(clone.url);
  try {
    const admin = await server.signIn(cast.harbour.admin);
    const prepared = await prepare(admin, 'name,assignedTo\nA,Nora', { unknownAssignee: 'create' });
    expect((await work(admin, prepared, 'check')).check?.newPeople).toEqual(['Nora']);
    expect(await told()).toEqual([]);
    expect((await work(admin, prepared, 'run')).result?.newPeople).toEqual(['Nora']);
    const { items } = (await admin.get('/api/organisation-actions?type=person_import').expect(200)).body;
    expect(items).toMatchObject([{ actor: { id: cast.harbour.admin.id }, subject: { name: 'Nora' } }]);
  } finally {
    await server.stop();
  }
});
