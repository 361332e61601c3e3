import { existsSync } from 'node:fs';
import path from 'node:path';
import { connectionUrl, withClient } from '@caseload/db/embedded/connect.ts';
import { createDatabaseIfMissing } from '@caseload/db/embedded/createDatabase.ts';
import { embeddedPaths } from '@caseload/db/embedded/embeddedPaths.ts';
import { readOrMakePassword } from '@caseload/db/embedded/password.ts';
import { readPostmasterFile } from '@caseload/db/embedded/postmasterFile.ts';
import { startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { makeDirectories } from '@caseload/db/makeDirectories.ts';
import { migrate } from '@caseload/db/migrate.ts';
import type { Config } from '@caseload/server/config.ts';
import { takeLock } from '../support/lockFile.ts';

export type ReachedDatabase = {
  readonly url: string;
  /** Ends the embedded server if it runs only for us. */
  release(): Promise<void>;
};

const DATABASE = 'caseload';
const PATIENCE_MS = 20_000;

/**
 * The database to work on beside a running app or without one: that of `DATABASE_URL`, else the embedded server,
 * the running one where an app has started it, else one of our own until `release`.
 */
export async function reachDatabase(options: {
  config: Pick<Config, 'databaseUrl' | 'dataDirectory'>;
  /** Make the data directory when there is none. */
  create: boolean;
  log: (line: string) => void;
}): Promise<ReachedDatabase> {
  const { databaseUrl, dataDirectory } = options.config;
  if (databaseUrl !== undefined) return { url: databaseUrl, release: async () => undefined };
  if (!options.create && !existsSync(embeddedPaths(dataDirectory).cluster)) {
    throw new Error(
      `There is no Caseload in ${path.resolve(dataDirectory)} yet. Run "npm start" once, or set CASELOAD_DATA or DATABASE_URL.`,
    );
  }
  await makeDirectories(dataDirectory);
  const lock = await takeLock(path.join(dataDirectory, 'owner'));
  if (!('release' in lock)) return { url: await urlOfRunning(dataDirectory), release: async () => undefined };
  try {
    return await startOwn(dataDirectory, lock.release, options.log);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startOwn(
  dataDirectory: string,
  releaseLock: () => Promise<void>,
  log: (line: string) => void,
): Promise<ReachedDatabase> {
  const server = await startEmbeddedPostgres({ dataDirectory, log });
  const release = async () => {
    await server.stop();
    await releaseLock();
  };
  try {
    const url = await createDatabaseIfMissing(server, DATABASE);
    await migrate(url, { log });
    return { url, release };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The server belongs to the app, which may still be starting it. */
async function urlOfRunning(dataDirectory: string): Promise<string> {
  const paths = embeddedPaths(dataDirectory);
  let url = '';
  const answers = await becomesTrue(async () => {
    const endpoint = (await readPostmasterFile(paths.cluster))?.endpoint;
    if (endpoint === undefined) return false;
    url = connectionUrl(endpoint, await readOrMakePassword(paths.passwordFile), DATABASE);
    return withClient(url, (client) => client.query('select from organisations limit 0')).then(
      () => true,
      () => false,
    );
  }, PATIENCE_MS);
  if (!answers) {
    throw new Error(
      `The Caseload that runs on ${path.resolve(dataDirectory)} has no database that answers. Is it still starting?`,
    );
  }
  return url;
}
