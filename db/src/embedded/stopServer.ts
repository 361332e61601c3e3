import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { EmbeddedPaths } from './embeddedPaths.ts';
import type { Binaries } from './findBinaries.ts';
import { postmasterFilePath, readPostmasterFile } from './postmasterFile.ts';
import { isRunning, processesIn, signal } from './processes.ts';
import { socketPort } from './serverArguments.ts';
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

/** Makes the way free for a new server after the old one has ended, or was only named by a stale file. */
export async function clearDeadServer({ cluster, socketDirectory }: EmbeddedPaths): Promise<void> {
  await clearStragglers(cluster);
  // PostgreSQL takes a dead process that nobody has collected yet, or another one that got its id, for a running
  // server. Where the system cannot list the sessions it left, the file stays: by it PostgreSQL finds their memory.
  const file = await readPostmasterFile(cluster);
  const misleads = process.platform === 'linux' || (file !== undefined && (await isRunning(file.pid)));
  if (!misleads) return;
  await rm(postmasterFilePath(cluster), { force: true });
  await rm(path.join(socketDirectory, `.s.PGSQL.${socketPort}.lock`), { force: true });
}

/**
 * Waits for the sessions that outlive a killed server: while one of them holds the shared memory, no new server may
 * start. Idle ones notice at once; a busy one is given five seconds.
 */
async function clearStragglers(cluster: string): Promise<void> {
  const allGone = async () => (await processesIn(cluster)).length === 0;
  if (await becomesTrue(allGone, 5_000)) return;
  for (const pid of await processesIn(cluster)) signal(pid, 'SIGQUIT');
  if (await becomesTrue(allGone, 2_000)) return;
  for (const pid of await processesIn(cluster)) signal(pid, 'SIGKILL');
  await becomesTrue(allGone, 2_000);
}
