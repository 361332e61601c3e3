import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { embeddedPaths } from '@caseload/db/embedded/embeddedPaths.ts';
import { signal } from '@caseload/db/embedded/processes.ts';
import { startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
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

async function connectAsApp({ url }: { readonly url: string }): Promise<PgClient> {
  const client = new Client({ connectionString: url, application_name: 'caseload-main' });
  client.on('error', () => undefined);
  clients.push(client);
  await client.connect();
  return client;
}

const lookAt = ({ url }: { readonly url: string }, postgres?: { readonly logFile: string }) =>
  gatherAftermath(
    { own: { sql: makeSql(url), app: { memory: () => Promise.resolve(MEMORY) }, postgres } },
    MEMORY,
  );

/** Two transactions that wait for each other, until one of them is the victim. */
async function makeDeadlock(of: { readonly url: string }): Promise<PgClient> {
  const [one, two] = [await connectAsApp(of), await connectAsApp(of)];
  for (const client of [one, two]) await client.query("begin; set local deadlock_timeout = '10ms'");
  await one.query('select pg_advisory_xact_lock(1)');
  await two.query('select pg_advisory_xact_lock(2)');
  const outcomes = await Promise.allSettled([
    one.query('select pg_advisory_xact_lock(2)').finally(() => one.query('rollback')),
    two.query('select pg_advisory_xact_lock(1)').finally(() => two.query('rollback')),
  ]);
  const victim = [one, two].filter((_, index) => outcomes[index]?.status === 'rejected');
  expect(victim).toHaveLength(1);
  return victim[0] ?? one;
}

test('a transaction that nobody ends is found in the app’s own database, not in others', async () => {
  await connectAsApp(database);
  await (await connectAsApp(other)).query('begin');
  expect(await lookAt(database)).toMatchObject({ connections: 1, openTransactions: [] });
  expect((await lookAt(other))?.openTransactions).toEqual(['caseload-main: idle in transaction']);
});

test('an app without a connection is not one whose connections are idle', async () => {
  expect((await lookAt(database))?.connections).toBe(0);
});

test('a deadlock is found at once', async () => {
  await makeDeadlock(database);
  expect((await lookAt(database))?.deadlocks).toBe(1);
});

test('a deadlock is found that a crash of PostgreSQL made it forget', { timeout: 60_000 }, async () => {
  const directory = await realpath(await mkdtemp(path.join(tmpdir(), 'caseload-aftermath-')));
  const { logFile, socketDirectory } = embeddedPaths(directory);
  const server = await startEmbeddedPostgres({ dataDirectory: directory, log: () => undefined });
  try {
    const own = { url: server.url('postgres') };
    const victim = await makeDeadlock(own);
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    // It has not yet told anybody what it counted.
    signal(rows[0]?.pid ?? 0, 'SIGKILL');
    const isBack = () =>
      makeSql(own.url)('select 1').then(
        () => true,
        () => false,
      );
    await becomesTrue(async () => !(await isBack()), 5_000);
    expect(await becomesTrue(isBack, 20_000)).toBe(true);
    expect((await lookAt(own, { logFile }))?.deadlocks).toBe(1);
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
    await rm(socketDirectory, { recursive: true, force: true });
  }
});
