import { type Client as PgClient, Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gatherAftermath } from '@caseload/scripts/prove/evidence/aftermath.ts';
import { makeSql } from '@caseload/scripts/prove/installation/sql.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';

const MEMORY = { rss: 0, used: 0 };
let database: TestDatabase;
let other: TestDatabase;
let clients: PgClient[];

beforeEach(async () => {
  database = await cloneDatabase();
  other = await cloneDatabase();
  clients = [];
});
afterEach(async () => {
  // The prover ends those of the app itself.
  await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  await database.drop();
  await other.drop();
});

async function connectAsApp({ url }: TestDatabase): Promise<PgClient> {
  const client = new Client({ connectionString: url, application_name: 'caseload-main' });
  client.on('error', () => undefined);
  clients.push(client);
  await client.connect();
  return client;
}

const lookAt = ({ url }: TestDatabase) =>
  gatherAftermath({ own: { sql: makeSql(url), app: { memory: () => Promise.resolve(MEMORY) } } }, MEMORY);

test('a transaction that nobody ends is found in the app’s own database, not in others', async () => {
  await (await connectAsApp(other)).query('begin');
  expect((await lookAt(database))?.openTransactions).toEqual([]);
  expect((await lookAt(other))?.openTransactions).toEqual(['caseload-main: idle in transaction']);
});

test('a deadlock is found at once', async () => {
  const [one, two] = [await connectAsApp(database), await connectAsApp(database)];
  for (const client of [one, two]) await client.query("begin; set local deadlock_timeout = '10ms'");
  await one.query('select pg_advisory_xact_lock(1)');
  await two.query('select pg_advisory_xact_lock(2)');
  const outcomes = await Promise.allSettled([
    one.query('select pg_advisory_xact_lock(2)').finally(() => one.query('rollback')),
    two.query('select pg_advisory_xact_lock(1)').finally(() => two.query('rollback')),
  ]);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect((await lookAt(database))?.deadlocks).toBe(1);
});
