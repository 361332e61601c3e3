import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signal } from '@caseload/db/embedded/processes.ts';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { type Client as PgClient, Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatherAftermath } from '@caseload/scripts/prove/evidence/aftermath.ts';
import { startDatabase } from '@caseload/scripts/prove/installation/ownInstallation.ts';
import { makeSql } from '@caseload/scripts/prove/installation/sql.ts';
import { beginLifetime } from '@caseload/scripts/support/lifetime.ts';
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

describe('a server of the prover’s own', { timeout: 90_000 }, () => {
  let directory: string;
  let lifetime: ReturnType<typeof beginLifetime>;
  let own: Awaited<ReturnType<typeof startDatabase>>;
  const isBack = () =>
    makeSql(own.url)('select 1').then(
      () => true,
      () => false,
    );

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'caseload-aftermath-'));
    lifetime = beginLifetime();
    own = await startDatabase({ directory, lifetime, log: () => undefined });
  });
  afterEach(async () => {
    await lifetime.end();
    await rm(directory, { recursive: true, force: true });
  });

  test('tells of a deadlock that a crash made it forget', async () => {
    const victim = await makeDeadlock(own);
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    // The other one is ended by PostgreSQL, which begins anew then.
    const ended = clients.map((client) => new Promise<void>((resolve) => client.once('end', resolve)));
    // It has not yet told anybody what it counted.
    signal(rows[0]?.pid ?? 0, 'SIGKILL');
    await Promise.all(ended);
    expect(await becomesTrue(isBack, 20_000)).toBe(true);
    expect((await lookAt(own, own.parts))?.deadlocks).toBe(1);
  });

  test('and of one before it was started again twice, each time with much to say', async () => {
    await makeDeadlock(own);
    for (const _ of [1, 2]) {
      await appendFile(own.parts.logFile, 'much\n'.repeat(2.5 * 2 ** 20));
      const before = own.parts.server.pid();
      signal(before, 'SIGKILL');
      expect(await becomesTrue(() => own.parts.server.pid() !== before, 60_000)).toBe(true);
    }
    expect((await lookAt(own, own.parts))?.deadlocks).toBe(1);
  });
});
