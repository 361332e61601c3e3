import { mkdtemp, readdir, readlink, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { signal } from '@caseload/db/embedded/processes.ts';
import { hasRoomInMemory, memoryDirectory } from './memoryDirectory.ts';

/** Where the tests put what they make; the same place twice where memory has no room to spare. */
export type Sandbox = {
  readonly directory: string;
  /** For the database of the run, which waits for its disk at every commit. */
  readonly databaseDirectory: string;
  /** First ends the processes that still work in it, as the database servers of an interrupted run do. */
  remove(): Promise<void>;
};

export async function sandbox(): Promise<Sandbox> {
  const directory = await make(os.tmpdir());
  const databaseDirectory = (await hasRoomInMemory()) ? await make(memoryDirectory) : directory;
  return {
    directory,
    databaseDirectory,
    remove: async () => {
      for (const made of new Set([databaseDirectory, directory])) await empty(made);
    },
  };
}

const make = async (parent: string) => mkdtemp(path.join(await realpath(parent), 'caseload-test-'));

async function empty(directory: string): Promise<void> {
  for (const pid of await processesBelow(directory)) signal(pid, 'SIGKILL');
  await rm(directory, { recursive: true, force: true, maxRetries: 5 });
}

async function processesBelow(directory: string): Promise<number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, index) => places[index]?.startsWith(`${directory}${path.sep}`)).map(Number);
}
