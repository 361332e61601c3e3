import { mkdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { createDatabaseIfMissing } from '@caseload/db/embedded/createDatabase.ts';
import { embeddedPaths } from '@caseload/db/embedded/embeddedPaths.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '@caseload/db/migrate.ts';
import type { Lifetime } from '../../support/lifetime.ts';
import { type WireProxy, startWireProxy } from '../wire/wireProxy.ts';
import { type AppProcess, startApp } from './appProcess.ts';
import { type Sql, makeSql } from './sql.ts';

/** What the prover started itself and may therefore break. */
export type OwnParts = {
  readonly app: AppProcess;
  readonly proxy: WireProxy;
  readonly sql: Sql;
  /** Undefined when the database server is somebody else's. */
  readonly postgres:
    | { readonly server: EmbeddedPostgres; readonly cluster: string; readonly logFile: string }
    | undefined;
};

export type Installation = {
  readonly address: () => string;
  readonly databaseUrl: string;
  readonly own: OwnParts | undefined;
};

export type OwnOptions = {
  readonly directory: string;
  readonly lifetime: Lifetime;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** A migrated database to use in place of an embedded server. */
  readonly databaseUrl?: string | undefined;
  /** Connections the app may have at once. */
  readonly poolMax: number;
  readonly nodeArguments?: readonly string[] | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
};

/** Starts a database server, a proxy before it and the app behind that, all below `directory`. */
export async function startOwnInstallation(options: OwnOptions): Promise<Installation> {
  const { directory, lifetime, now } = options;
  const postgres = options.databaseUrl === undefined ? await startDatabase(options) : undefined;
  const databaseUrl = postgres?.url ?? options.databaseUrl ?? '';
  const proxy = await lifetime.keep(
    () => startWireProxy(databaseUrl),
    (started) => started.close(),
  );
  const dataDirectory = path.join(directory, 'app');
  await mkdir(dataDirectory, { recursive: true });
  const app = await lifetime.keep(
    () =>
      startApp({
        databaseUrl: proxy.url,
        dataDirectory,
        logFile: path.join(directory, 'app.log'),
        now,
        nodeArguments: options.nodeArguments ?? [],
        environment: { DATABASE_POOL_MAX: String(options.poolMax), ...options.environment },
      }),
    async (started) => void (await started.end('SIGKILL')),
  );
  return {
    address: app.address,
    databaseUrl,
    own: { app, proxy, sql: makeSql(databaseUrl), postgres: postgres?.parts },
  };
}

/** A database server of the prover's own, whose log is kept whole: it says what the server itself forgets. */
export async function startDatabase({
  directory,
  lifetime,
  log,
}: Pick<OwnOptions, 'directory' | 'lifetime' | 'log'>) {
  const dataDirectory = path.join(directory, 'database');
  await mkdir(dataDirectory, { recursive: true });
  const { cluster, logFile, socketDirectory } = embeddedPaths(await realpath(dataDirectory));
  const server = await lifetime.keep(
    () => startEmbeddedPostgres({ dataDirectory, log, largestLog: Infinity }),
    async (started) => {
      await started.stop();
      // It may lie elsewhere, when its path would be too long below the data.
      await rm(socketDirectory, { recursive: true, force: true });
    },
  );
  const url = await createDatabaseIfMissing(server, 'caseload');
  await migrate(url, { log });
  return { url, parts: { server, cluster, logFile } };
}
