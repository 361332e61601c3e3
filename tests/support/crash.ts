import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '@caseload/db/embedded/connect.ts';
import { signal } from '@caseload/db/embedded/processes.ts';
import { startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { migrate } from '@caseload/db/migrate.ts';
import { rowsOf } from './rows.ts';

/** A migrated database on a server of its own, which may be killed. */
export async function startMortalDatabase() {
  const directory = await mkdtemp(join(tmpdir(), 'caseload-crash-'));
  const postgres = await startEmbeddedPostgres({ dataDirectory: directory, log: () => undefined });
  const url = postgres.url('postgres');
  await migrate(url, { log: () => undefined });
  return {
    url,
    async drop() {
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The next transaction that writes gets this number. */
async function nextTransaction(url: string): Promise<number> {
  const statement = 'select pg_snapshot_xmax(pg_current_snapshot())::text as next';
  const [found] = await rowsOf<{ next: string }>(url, statement);
  return Number(found?.next);
}

/**
 * Kills a process of PostgreSQL right behind transactions that came to nothing and `look`, and waits until it is back.
 * Resolves to whether it gives the numbers of those out again: the disk may have got them at the last moment.
 */
export async function crash(url: string, customer: string, look: () => Promise<void>): Promise<boolean> {
  let before = 0;
  await withClient(url, async (client) => {
    client.on('error', () => undefined);
    for (let n = 0; n < 30; n += 1)
      await client.query(`begin; select from customers where id = '${customer}' for update; rollback`);
    const [found] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
    await look();
    before = await nextTransaction(url);
    signal(found?.pid ?? 0, 'SIGKILL');
    await client.query('select pg_sleep(10)');
  }).catch(() => undefined);
  let after = 0;
  await becomesTrue(async () => (after = await nextTransaction(url).catch(() => 0)) > 0, 20_000);
  return after < before;
}
