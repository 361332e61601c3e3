import { setTimeout as pause } from 'node:timers/promises';
import type { Memory } from '../installation/appProcess.ts';
import type { Installation } from '../installation/ownInstallation.ts';
import type { Aftermath } from './evidence.ts';

/** What the app holds when nobody asks it for anything. */
export async function memoryOf({ own }: Installation): Promise<Memory> {
  if (own === undefined) return { rss: 0, used: 0 };
  await pause(300);
  return own.app.memory();
}

const STATES = `select application_name || ': ' || state as what from pg_stat_activity
  where application_name like 'caseload-%' and application_name not in ('caseload-listen') and state <> 'idle'`;
/** Less than the time after which PostgreSQL itself ends a transaction that nobody goes on with. */
const QUIET_MS = 1_500;

/** How the app is some time after the last request: its connections, its memory. */
export async function gatherAftermath(
  installation: Installation,
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
  const [deadlocks] = await own.sql<{ count: number }>(
    'select deadlocks::int as count from pg_stat_database where datname = current_database()',
  );
  return {
    openTransactions: open.map(({ what }) => what),
    deadlocks: deadlocks?.count ?? 0,
    memoryBefore,
    memoryAfter: await memoryOf(installation),
  };
}
