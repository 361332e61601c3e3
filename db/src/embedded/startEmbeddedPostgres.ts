import { realpath } from 'node:fs/promises';
import { makeDirectories } from '../makeDirectories.ts';
import { chooseEndpoint } from './chooseEndpoint.ts';
import { connectionUrl } from './connect.ts';
import { embeddedPaths } from './embeddedPaths.ts';
import { findBinaries } from './findBinaries.ts';
import { holdDirectory } from './heldDirectory.ts';
import { initialiseCluster, refuseOtherVersion } from './initialiseCluster.ts';
import { type Launch, launchServer } from './launchServer.ts';
import { readOrMakePassword } from './password.ts';
import { verifyServer } from './readiness.ts';
import { chooseServerIdentity } from './serverIdentity.ts';
import { usualLargestLog } from './serverLog.ts';
import { superviseServer } from './superviseServer.ts';
import { takeOverOrphan } from './takeOverOrphan.ts';

export type EmbeddedPostgres = {
  /** A `postgresql://` URL of the superuser for the named database, valid across restarts of the server. */
  url(database: string): string;
  /** The id of the server's first process; another one after a restart. */
  pid(): number;
  /** Ends the server and all its processes. Calling it again returns the same promise. */
  stop(): Promise<void>;
  /** Called once if the server ended and could not be restarted; it is not called because of `stop`. */
  whenLost(listener: (reason: Error) => void): void;
};

/**
 * Starts, or takes over, the PostgreSQL server that keeps its files below `dataDirectory`, and keeps it running until
 * `stop`. One app at a time: the caller owns the directory. Rejects with a sentence for the person at the terminal.
 */
export async function startEmbeddedPostgres(options: {
  dataDirectory: string;
  log: (line: string) => void;
  /** More than the app's pool may have. */
  maxConnections?: number;
  /** Bytes of the server's log that its next start does not yet put aside; of those put aside only the last is kept. */
  largestLog?: number;
}): Promise<EmbeddedPostgres> {
  const { log, maxConnections = 100, largestLog = usualLargestLog } = options;
  await makeDirectories(options.dataDirectory);
  const paths = embeddedPaths(await realpath(options.dataDirectory));
  await makeDirectories(paths.home);
  const binaries = await findBinaries();
  const identity = await chooseServerIdentity({ ...paths, postgres: binaries.postgres });
  const password = await readOrMakePassword(paths.passwordFile);
  await initialiseCluster({ paths, binaries, identity, log });
  await refuseOtherVersion(paths.cluster, binaries);
  const endpoint = await chooseEndpoint(paths, identity);

  const held = await holdDirectory(paths.cluster);
  const launch = { paths, held, binaries, identity, endpoint, maxConnections, largestLog, password, log };
  const first = await firstServer(launch).catch(async (error: unknown) => {
    await held.release();
    throw error;
  });
  const settled = { ...launch, endpoint: first.endpoint };
  const url = (database: string) => connectionUrl(settled.endpoint, password, database);
  const supervised = superviseServer(first, settled);
  try {
    await verifyServer(url('postgres'), { ...paths, maxConnections });
  } catch (error) {
    await supervised.stop();
    throw error;
  }
  return { url, ...supervised };
}

const firstServer = async (launch: Launch) => (await takeOverOrphan(launch)) ?? launchServer(launch);
