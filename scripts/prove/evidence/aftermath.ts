import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { AppProcess, Memory } from '../installation/appProcess.ts';
import type { Sql } from '../installation/sql.ts';
import type { Aftermath } from './evidence.ts';

/** What of an installation is looked at. Nothing of one that is not the prover's own. */
type Looked = {
  readonly own:
    | {
        readonly sql: Sql;
        readonly app: Pick<AppProcess, 'memory'>;
        readonly postgres: { readonly logFile: string } | undefined;
      }
    | undefined;
};

/** What the app holds when nobody asks it for anything. */
export async function memoryOf({ own }: Looked): Promise<Memory> {
  if (own === undefined) return { rss: 0, used: 0 };
  await pause(300);
  return own.app.memory();
}

// Other apps may use other databases of the same server.
const OF_THE_APP = "application_name like 'caseload-%' and datname = current_database()";
const STATES = `select application_name || ': ' || state as what, state = 'idle' as "isIdle" from pg_stat_activity
  where ${OF_THE_APP} and application_name not in ('caseload-listen')`;
/** Less than the time after which PostgreSQL itself ends a transaction that nobody goes on with. */
const QUIET_MS = 1_500;

/** How the app is some time after the last request: its connections, its memory. */
export async function gatherAftermath(
  installation: Looked,
  memoryBefore: Memory,
): Promise<Aftermath | undefined> {
  const { own } = installation;
  if (own === undefined) return undefined;
  let found: { what: string; isIdle: boolean }[] = [];
  for (const end = performance.now() + QUIET_MS; ; ) {
    found = await own.sql<{ what: string; isIdle: boolean }>(STATES);
    if ((found.length > 0 && found.every(({ isIdle }) => isIdle)) || performance.now() > end) break;
    await pause(100);
  }
  return {
    connections: found.length,
    openTransactions: found.filter(({ isIdle }) => !isIdle).map(({ what }) => what),
    memoryBefore,
    memoryAfter: await memoryOf(installation),
    // A crash of PostgreSQL clears the counter, a full disk takes no line of the log.
    deadlocks: Math.max(await counted(own.sql), own.postgres ? await logged(own.postgres.logFile) : 0),
  };
}

const END_OF_A_PROCESS_MS = 10_000;

/** A process of PostgreSQL adds what it counted when it next has nothing to do for seconds, or when it ends: so all end. */
async function counted(sql: Sql): Promise<number> {
  await sql(
    `select pg_terminate_backend(pid, ${END_OF_A_PROCESS_MS}) from pg_stat_activity where ${OF_THE_APP}`,
  );
  const [found] = await sql<{ count: number }>(
    'select deadlocks::int as count from pg_stat_database where datname = current_database()',
  );
  return found?.count ?? 0;
}

/** PostgreSQL writes each deadlock down before it tells anybody. */
async function logged(logFile: string): Promise<number> {
  return (await readFile(logFile, 'utf8')).split('ERROR:  deadlock detected').length - 1;
}
