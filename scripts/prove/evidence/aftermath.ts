import { setTimeout as pause } from 'node:timers/promises';
import type { AppProcess, Memory } from '../installation/appProcess.ts';
import type { Sql } from '../installation/sql.ts';
import type { Aftermath } from './evidence.ts';

/** What of an installation is looked at. Nothing of one that is not the prover's own. */
type Looked = {
  readonly own: { readonly sql: Sql; readonly app: Pick<AppProcess, 'memory'> } | undefined;
};

/** What the app holds when nobody asks it for anything. */
export async function memoryOf({ own }: Looked): Promise<Memory> {
  if (own === undefined) return { rss: 0, used: 0 };
  await pause(300);
  return own.app.memory();
}

// Other apps may use other databases of the same server.
const OF_THE_APP = "application_name like 'caseload-%' and datname = current_database()";
const STATES = `select application_name || ': ' || state as what from pg_stat_activity
  where ${OF_THE_APP} and application_name not in ('caseload-listen') and state <> 'idle'`;
/** Less than the time after which PostgreSQL itself ends a transaction that nobody goes on with. */
const QUIET_MS = 1_500;

/** How the app is some time after the last request: its connections, its memory. */
export async function gatherAftermath(
  installation: Looked,
  memoryBefore: Memory,
): Promise<Aftermath | undefined> {
  const { own } = installation;
  if (own === undefined) return undefined;
  let open: { what: string }[] = [];
  for (const end = performance.now() + QUIET_MS; ; ) {
    open = await own.sql<{ what: string }>(STATES);
    if (open.length === 0 || performance.now() > end) break;
    await pause(100);
  }
  return {
    openTransactions: open.map(({ what }) => what),
    memoryBefore,
    memoryAfter: await memoryOf(installation),
    deadlocks: await countDeadlocks(own.sql),
  };
}

const END_OF_A_PROCESS_MS = 10_000;

/** A process of PostgreSQL adds what it counted when it next has nothing to do for seconds, or when it ends: so all end. */
async function countDeadlocks(sql: Sql): Promise<number> {
  await sql(
    `select pg_terminate_backend(pid, ${END_OF_A_PROCESS_MS}) from pg_stat_activity where ${OF_THE_APP}`,
  );
  const [found] = await sql<{ count: number }>(
    'select deadlocks::int as count from pg_stat_database where datname = current_database()',
  );
  return found?.count ?? 0;
}
