import { mkdtemp, readdir, readlink, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { signal } from '@caseload/db/embedded/processes.ts';

/**
 * A temporary directory for everything the tests make. Removing it first ends the processes that still work in it, as
 * the database servers of an interrupted run do.
 */
export async function sandbox(): Promise<{ directory: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(path.join(await realpath(os.tmpdir()), 'caseload-test-'));
  return {
    directory,
    remove: async () => {
      for (const pid of await processesBelow(directory)) signal(pid, 'SIGKILL');
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function processesBelow(directory: string): Promise<number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, index) => places[index]?.startsWith(`${directory}${path.sep}`)).map(Number);
}
