import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { migrate, MigrationError } from '@caseload/db/migrate.ts';
import { schemaFileText } from '@caseload/db/schemaFile.ts';
import { verifyDatabase } from '@caseload/db/verifyDatabase.ts';
import { createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import {
  cloneDatabase,
  createEmptyDatabase,
  onServer,
  type TestDatabase,
} from '../../support/testDatabase.ts';
import { describeDatabase, describeTables } from './describeDatabase.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const schemaFile = `${root}database_schema.sql`;

let migrated: TestDatabase;
const others: TestDatabase[] = [];

beforeAll(async () => {
  migrated = await cloneDatabase();
});
afterAll(async () => {
  for (const database of [migrated, ...others]) await database.drop();
});

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  others.push(database);
  return database;
}

test('database_schema.sql is what the migrations make', async () => {
  expect(await readFile(schemaFile, 'utf8'), 'run npm run db:schema').toBe(await schemaFileText());
});

test('database_schema.sql on an empty database gives the same database, and one the server accepts', async () => {
  const { url } = await emptyDatabase();
  await rowsOf(url, await readFile(schemaFile, 'utf8'));
  expect(await describeDatabase(url)).toEqual(await describeDatabase(migrated.url));
  await migrate(url, { log: (line) => expect.fail(`nothing is left to apply, but: ${line}`) });
  const database = openDatabase({ url, max: 1, connectTimeoutMs: 5_000 });
  await expect(verifyDatabase(database)).resolves.toMatchObject({
    secret: expect.stringMatching(/^[0-9a-f]{64}$/u),
  });
  await database.close();
});

test('the drizzle schema describes the tables that the migrations make', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [`${root}node_modules/drizzle-kit/bin.cjs`, 'export', '--config', 'drizzle.config.ts'],
    { cwd: `${root}db` },
  );
  const { url } = await emptyDatabase();
  await rowsOf(url, `create extension pg_trgm; ${stdout}`);
  const described = await describeTables(url);
  expect(described['columns']?.length).toBeGreaterThan(40);
  expect(described).toEqual(await describeTables(migrated.url));
}, 60_000);

test('twenty processes may migrate at once', async () => {
  const { url } = await emptyDatabase();
  const applied: string[] = [];
  await Promise.all(Array.from({ length: 20 }, () => migrate(url, { log: (line) => applied.push(line) })));
  expect(new Set(applied).size).toBe(applied.length);
  expect(await describeDatabase(url)).toEqual(await describeDatabase(migrated.url));
});

test('a database that is newer than the program, or was edited, is refused with what to do', async () => {
  const { url } = await emptyDatabase();
  await migrate(url, { log: () => undefined });
  await rowsOf(url, "insert into caseload_meta.migrations (name, checksum) values ('9999_later.sql', 'x')");
  await expect(migrate(url, { log: () => undefined })).rejects.toThrow(/9999_later\.sql.*newer version/u);
  await rowsOf(url, "delete from caseload_meta.migrations where name like '9999%'");
  await rowsOf(url, "update caseload_meta.migrations set checksum = 'other'");
  await expect(migrate(url, { log: () => undefined })).rejects.toBeInstanceOf(MigrationError);
});

test('an owner who is no superuser gets the same database, and the application works in it', async () => {
  const database = await emptyDatabase();
  const { pathname } = new URL(database.url);
  const owner = `owner_${randomUUID().replaceAll('-', '')}`;
  const password = randomUUID();
  // What CREATE ROLE leaves to somebody who may only make roles.
  await rowsOf(
    database.url,
    `create role ${owner} login createrole password '${password}';
     grant caseload_app, caseload_search to ${owner} with admin true, set false, inherit false;
     alter database ${pathname.slice(1)} owner to ${owner}`,
  );
  const url = new URL(database.url);
  url.username = owner;
  url.password = password;
  try {
    await migrate(url.href, { log: () => undefined });
    expect(await describeTables(database.url)).toEqual(await describeTables(migrated.url));
    const cast = await createCast(database.url);
    await createCustomers(database.url, cast.harbour, [{ name: 'Bakery' }, { name: 'Mill' }]);
    const kernel = openDatabase({ url: url.href, max: 1, connectTimeoutMs: 5_000 });
    await verifyDatabase(kernel);
    const { organisationId } = cast.harbour;
    const [found] = await kernel.read({ organisationId }, (tx) => [
      tx.raw("select c.name from customers c join search_customers('%bake%') as found (id) using (id)", []),
    ]);
    expect(found.rows).toEqual([{ name: 'Bakery' }]);
    await kernel.close();
  } finally {
    await database.drop();
    await onServer(inject('serverUrl'), `drop role ${owner}`);
  }
});
