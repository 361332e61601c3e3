import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { EmbeddedPaths } from './embeddedPaths.ts';
import type { Binaries } from './findBinaries.ts';
import type { HeldDirectory } from './heldDirectory.ts';
import { postmasterFilePath, readPostmasterFile } from './postmasterFile.ts';
import { isRunning, processesIn, signal } from './processes.ts';
import { socketPort } from './serverArguments.ts';
import type { ServerProcess } from './serverProcess.ts';
import { becomesTrue } from './wait.ts';

const run = promisify(execFile);

type Cluster = { paths: EmbeddedPaths; held: HeldDirectory };

/**
 * Ends the server: first by a checkpoint with every session ended, after 20 s without the checkpoint (the next start
 * recovers from the log, nothing committed is lost), after 5 s more by force. Resolves when all its processes are gone.
 * It is known by its id alone: what its directory says may by now be about another one.
 */
export async function stopServer(
  server: ServerProcess,
  { binaries, ...cluster }: Cluster & { binaries: Binaries },
): Promise<void> {
  const isGone = async () => !(await server.isAlive());
  const ask = async (name: 'INT' | 'QUIT') => {
    // Windows has no signals; there pg_ctl speaks to the server's signal pipe.
    if (process.platform !== 'win32') signal(server.pid, `SIG${name}`);
    else await run(binaries.pgCtl, ['kill', name, String(server.pid)]).catch(() => {});
  };
  if (!(await isGone())) {
    await ask('INT');
    if (!(await becomesTrue(isGone, 20_000))) {
      await ask('QUIT');
      if (!(await becomesTrue(isGone, 5_000))) signal(server.pid, 'SIGKILL');
    }
  }
  await clearStragglers(cluster);
}

/** Makes the way free for a new server after the old one has ended, or was only named by a stale file. */
export async function clearDeadServer(dead: Cluster): Promise<void> {
  const { cluster, socketDirectory } = dead.paths;
  await clearStragglers(dead);
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
 * start. Idle ones notice at once; a busy one is given five seconds. Whoever works in a directory that was made in the
 * place of theirs is none of them.
 */
async function clearStragglers({ paths, held }: Cluster): Promise<void> {
  const stragglers = async () => ((await held.isInPlace()) ? processesIn(paths.cluster) : []);
  const allGone = async () => (await stragglers()).length === 0;
  if (await becomesTrue(allGone, 5_000)) return;
  for (const pid of await stragglers()) signal(pid, 'SIGQUIT');
  if (await becomesTrue(allGone, 2_000)) return;
  for (const pid of await stragglers()) signal(pid, 'SIGKILL');
  await becomesTrue(allGone, 2_000);
}
