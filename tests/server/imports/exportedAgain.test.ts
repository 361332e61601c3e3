import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { parseCsv } from '../activity/parseCsv.ts';
import { importFile, setRules, upload, work } from './wizard.ts';

let database: TestDatabase;
let server: TestServer;
let cast: Cast;
let admin: Agent;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  admin = await server.signIn(cast.harbour.admin);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const stored = () =>
  rowsOf<{ name: string; phone: string | null; external_id: string | null; version: number }>(
    database.url,
    'select name, phone, external_id, version from customers order by name',
  );

test('a file that was exported, edited and imported changes its customers and makes no second ones', async () => {
  await createCustomers(database.url, cast.harbour, [
    { name: 'By hand', phone: '+49 1', assignedTo: cast.harbour.employee.id, tags: ['vip', 'late'] },
  ]);
  await importFile(admin, 'externalId,name,phone\nC-1,Imported,1\n-7,=Signed,1');
  const { text } = await admin.get('/api/customers.csv').expect(200);

  const same = await work(admin, await mapped(text), 'check');
  expect(same.check).toMatchObject({ read: 3, created: 0, updated: 0, unchanged: 3, rejected: 0 });

  const edited = await mapped(text.replaceAll(/'\+49 1|(?<=,)1(?=,)/gu, '2'));
  await work(admin, edited, 'check');
  expect((await work(admin, edited, 'run')).result).toMatchObject({
    read: 3,
    created: 0,
    updated: 3,
    unchanged: 0,
    rejected: 0,
  });
  expect(await stored()).toEqual([
    { name: '=Signed', phone: '2', external_id: '-7', version: 2 },
    { name: 'By hand', phone: '2', external_id: null, version: 2 },
    { name: 'Imported', phone: '2', external_id: 'C-1', version: 2 },
  ]);
});

test('the file has the external ids as well, by which an import finds those that have one', async () => {
  const { text } = await admin.get('/api/customers.csv').expect(200);
  expect(parseCsv(text).map((row) => row['external id'])).toEqual(['', 'C-1', "'-7"]);

  const uploaded = await upload(admin, text);
  // Nobody is without an id here, so it is what is proposed.
  expect(uploaded.suggestion.map).toContainEqual({ field: 'externalId', columns: ['id'] });
  const map = [
    { field: 'name', columns: ['name'] },
    { field: 'externalId', columns: ['external id'] },
  ];
  await setRules(admin, uploaded, { map, existing: 'update' });
  const { check } = await work(admin, uploaded, 'check');
  expect(check).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: 1 });
});

/** As somebody does it who takes what is proposed. */
async function mapped(text: string) {
  const uploaded = await upload(admin, text);
  await setRules(admin, uploaded, { map: uploaded.suggestion.map, existing: 'update' });
  return uploaded;
}
