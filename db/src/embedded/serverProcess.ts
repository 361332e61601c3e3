import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddedPaths } from './embeddedPaths.ts';
import type { Binaries } from './findBinaries.ts';
import { isRunning } from './processes.ts';
import { beside } from './schedule.ts';
import { type Endpoint, serverArguments } from './serverArguments.ts';
import type { ServerIdentity } from './serverIdentity.ts';

/** A running server, ours or one that an earlier start left behind. */
export type ServerProcess = {
  pid: number;
  endpoint: Endpoint;
  isAlive(): boolean | Promise<boolean>;
  /** Settles when the process has ended. */
  ended: Promise<void>;
};

/** Starts the server's first process in a session of its own, out of reach of the terminal's Ctrl-C. */
export async function spawnServer(options: {
  paths: EmbeddedPaths;
  binaries: Binaries;
  identity: ServerIdentity;
  endpoint: Endpoint;
  maxConnections: number;
}): Promise<ServerProcess> {
  const { paths, binaries, identity, endpoint, maxConnections } = options;
  const [command, commandArguments] = beside(
    identity.commandLine(binaries.postgres, serverArguments(paths, endpoint, maxConnections)),
  );
  const log = await open(paths.logFile, 'a', 0o600);
  try {
    const child = spawn(command, commandArguments, {
      ...identity.spawnOptions,
      cwd: paths.cluster,
      detached: true,
      windowsHide: true,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', log.fd, log.fd],
    });
    return await observeChild(child, endpoint);
  } finally {
    await log.close();
  }
}

/** Watches a server that is not our child. */
export function observeForeign(pid: number, endpoint: Endpoint): ServerProcess {
  return { pid, endpoint, isAlive: () => isRunning(pid), ended: pollUntilEnd(pid) };
}

async function observeChild(child: ChildProcess, endpoint: Endpoint): Promise<ServerProcess> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  // The server outlives us when we are killed; neither may it keep us alive.
  child.unref();
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return { pid: child.pid ?? 0, endpoint, isAlive, ended };
}

async function pollUntilEnd(pid: number): Promise<void> {
  while (await isRunning(pid)) await pause(200, undefined, { ref: false });
}
