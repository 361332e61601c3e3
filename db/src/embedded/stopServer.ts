import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EmbeddedPaths } from './embeddedPaths.ts';
import type { Binaries } from './findBinaries.ts';
import { processesIn, signal } from './processes.ts';
import type { ServerProcess } from './serverProcess.ts';
import { becomesTrue } from './wait.ts';

const run = promisify(execFile);

/**
 * Ends the server: first by a checkpoint with every session ended, after 20 s without the checkpoint (the next start
 * recovers from the log, nothing committed is lost), after 5 s more by force. Resolves when all its processes are gone.
 */
export async function stopServer(
  server: ServerProcess,
  { paths, binaries }: { paths: EmbeddedPaths; binaries: Binaries },
): Promise<void> {
  const isGone = async () => !(await server.isAlive());
  const ask = async (name: 'SIGINT' | 'SIGQUIT', mode: string) => {
    // Windows has no signals; there pg_ctl speaks to the server's signal pipe.
    if (process.platform !== 'win32') signal(server.pid, name);
    else await run(binaries.pgCtl, ['stop', '-D', paths.cluster, '-m', mode, '-W']).catch(() => {});
  };
  if (!(await isGone())) {
    await ask('SIGINT', 'fast');
    if (!(await becomesTrue(isGone, 20_000))) {
      await ask('SIGQUIT', 'immediate');
      if (!(await becomesTrue(isGone, 5_000))) signal(server.pid, 'SIGKILL');
    }
  }
  await clearStragglers(paths.cluster);
}

/**
 * Waits for the sessions that outlive a killed server: while one of them holds the shared memory, no new server may
 * start. Idle ones notice at once; a busy one is given five seconds.
 */
export async function clearStragglers(cluster: string): Promise<void> {
  const allGone = async () => (await processesIn(cluster)).length === 0;
  if (await becomesTrue(allGone, 5_000)) return;
  for (const pid of await processesIn(cluster)) signal(pid, 'SIGQUIT');
  if (await becomesTrue(allGone, 2_000)) return;
  for (const pid of await processesIn(cluster)) signal(pid, 'SIGKILL');
  await becomesTrue(allGone, 2_000);
}
