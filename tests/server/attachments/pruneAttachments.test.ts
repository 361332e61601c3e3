import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { makeDiskStorage } from '@caseload/server/attachments/diskStorage.ts';
import { pruneAttachments } from '@caseload/server/attachments/pruneAttachments.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { rowsOf } from '../../support/rows.ts';
import { type FileOffice, openFileOffice, pathOf } from './fileOffice.ts';
import { PNG } from './samples.ts';

let office: FileOffice;
let database: Database;

beforeAll(async () => {
  office = await openFileOffice();
  database = openDatabase({ url: office.url, max: 2, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await database.close();
  await office.close();
});

const uploads = () => join(office.server.dataDirectory, 'uploads');
const prune = () =>
  pruneAttachments({ database, storage: makeDiskStorage(uploads()), logger: makeLogger('silent') });
const names = async () => (await office.rows()).map(({ name }) => name).toSorted();
const age = (name: string, hours: number) =>
  rowsOf(office.url, "update attachments set created_at = now() - $2 * interval '1 hour' where name = $1", [
    name,
    hours,
  ]);

test('forgets what waited longer than a day, in every organisation, and nothing else', async () => {
  const outsider = await office.server.signIn(office.cast.northgate.employee);
  await office.uploaded(office.ana, 'abandoned.png', PNG);
  await office.uploaded(office.ana, 'young.png', PNG);
  const kept = await office.uploaded(office.ana, 'kept.png', PNG);
  await office.comment(office.ana, 'with a file', [kept.id]).expect(201);
  await office.upload(outsider, 'of northgate.png', PNG, office.customerOfNorthgate).expect(201);
  for (const name of ['abandoned.png', 'kept.png', 'of northgate.png']) await age(name, 25);
  await age('young.png', 23);

  await Promise.all([prune(), prune()]);

  expect(await names()).toEqual(['kept.png', 'young.png']);
  expect(await office.files()).toEqual((await office.rows()).map(pathOf).toSorted());
  expect((await office.ana.get(`/api/attachments/${kept.id}`)).status).toBe(200);
});

test('clears many in batches', async () => {
  const { organisationId, employee } = office.cast.harbour;
  await rowsOf(
    office.url,
    `insert into attachments (organisation_id, id, customer_id, uploaded_by, name, media_type, size_bytes, sha256, created_at)
     select $1, gen_random_uuid(), $2, $3, 'many', 'text/plain', 1, '', now() - interval '2 days' from generate_series(1, 1001)`,
    [organisationId, office.customer, employee.id],
  );
  await prune();
  expect(await names()).not.toContain('many');
});

test('clears away what an interrupted upload left, once it is old', async () => {
  const incoming = join(uploads(), 'incoming');
  await mkdir(incoming, { recursive: true });
  for (const name of ['old', 'new']) await writeFile(join(incoming, name), 'half a file');
  const dayBefore = new Date(Date.now() - 25 * 3_600_000);
  await utimes(join(incoming, 'old'), dayBefore, dayBefore);
  await prune();
  expect((await office.files()).filter((path) => path.startsWith('incoming'))).toEqual(['incoming/new']);
});
