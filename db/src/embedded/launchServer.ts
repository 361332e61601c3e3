import { connectionUrl } from './connect.ts';
import type { EmbeddedPaths } from './embeddedPaths.ts';
import type { Binaries } from './findBinaries.ts';
import type { HeldDirectory } from './heldDirectory.ts';
import { waitUntilReady } from './readiness.ts';
import type { Endpoint } from './serverArguments.ts';
import type { ServerIdentity } from './serverIdentity.ts';
import { lastLines, rotateLog } from './serverLog.ts';
import { type ServerProcess, spawnServer } from './serverProcess.ts';
import { stopServer } from './stopServer.ts';

export type Launch = {
  paths: EmbeddedPaths;
  /** The cluster, until the server was stopped. */
  held: HeldDirectory;
  binaries: Binaries;
  identity: ServerIdentity;
  endpoint: Endpoint;
  maxConnections: number;
  largestLog: number;
  password: string;
  log: (line: string) => void;
};

/** Starts the server and waits until it answers. Rejects with the end of its log when it ended instead. */
export async function launchServer(launch: Launch): Promise<ServerProcess> {
  const logSize = await rotateLog(launch.paths.logFile, launch.largestLog);
  const server = await spawnServer(launch);
  try {
    const url = connectionUrl(launch.endpoint, launch.password, 'postgres');
    if (await waitUntilReady({ url, isAlive: server.isAlive, log: launch.log })) return server;
  } catch (error) {
    await stopServer(server, launch);
    throw error;
  }
  const said = await lastLines(launch.paths.logFile, logSize);
  throw new Error(`PostgreSQL ended while it started. Its log says:\n${said}`);
}
