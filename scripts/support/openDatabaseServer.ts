import { createDatabaseIfMissing } from '@caseload/db/embedded/createDatabase.ts';
import { startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import type { Config } from '@caseload/server/config.ts';
import type { Lifetime } from './lifetime.ts';
import { ownDataDirectory } from './ownDataDirectory.ts';

/** For commands that a person runs beside the app, such as an import, and for who looks into the database. */
const BESIDE_THE_POOLS = 50;

/**
 * The URL of the database: the one given, or that of the embedded server, started as part of `lifetime`.
 * `onLost` is called when the embedded server is gone for good.
 */
export async function openDatabaseServer(options: {
  config: Config;
  lifetime: Lifetime;
  log: (line: string) => void;
  onLost: (reason: Error) => void;
}): Promise<string> {
  const { config, lifetime, log, onLost } = options;
  if (config.databaseUrl !== undefined) return config.databaseUrl;
  const { dataDirectory, pool } = config;
  const maxConnections = pool.max + BESIDE_THE_POOLS;
  await lifetime.keep(
    () => ownDataDirectory(dataDirectory),
    (lock) => lock.release(),
  );
  const server = await lifetime.keep(
    () => startEmbeddedPostgres({ dataDirectory, log, maxConnections }),
    (started) => started.stop(),
  );
  server.whenLost(onLost);
  return createDatabaseIfMissing(server, 'caseload');
}
