import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, onServer, type TestDatabase } from '../../support/testDatabase.ts';

const LIMIT = 2;
const user = `few_${randomUUID().replaceAll('-', '')}`;
let clone: TestDatabase;
let url: URL;

beforeAll(async () => {
  clone = await cloneDatabase();
  url = new URL(clone.url);
  url.username = user;
  url.password = randomUUID();
  await rowsOf(
    clone.url,
    `create role ${user} login password '${url.password}' connection limit ${LIMIT}; grant caseload_app to ${user}`,
  );
});
afterAll(async () => {
  await clone.drop();
  await onServer(inject('serverUrl'), `drop role ${user}`);
});

const isAnswered = async (database: Database) => {
  const [rows] = await database.read({ organisationId: randomUUID() }, (tx) => [
    tx.rows('select 1 as one', []),
  ]);
  return rows;
};

test('a server that gives fewer connections than are to be opened ahead is worked with, and let go', async () => {
  const database = openDatabase({ url: url.href, max: 8, connectTimeoutMs: 10_000 });
  await expect(database.warm(8)).rejects.toThrow(/too many connections/u);
  expect(database.statistics()).toEqual({ total: LIMIT, idle: LIMIT, waiting: 0 });
  expect(await isAnswered(database)).toEqual([{ one: 1 }]);
  await database.close();
});
