import { readConfig } from '@caseload/server/config.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { startServer } from '@caseload/server/startServer.ts';
import { buildClient } from '@caseload/scripts/support/buildClient.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { cloneSeededDatabase } from './seededDatabase.ts';

export type TestApp = { readonly url: string; stop(): Promise<void> };

/** The whole product on a free port of the loopback: built client, real server, the demo office. */
export async function startTestApp(variables: Record<string, string> = {}): Promise<TestApp> {
  const [database, clientDirectory] = await Promise.all([
    cloneSeededDatabase(),
    buildClient(() => undefined).directory,
  ]);
  const dataDirectory = await mkdtemp(join(tmpdir(), 'caseload-app-'));
  const config = readConfig({
    CASELOAD_DATA: dataDirectory,
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_POOL_MAX: '20',
    DATABASE_POOL_MIN: '2',
    RATE_LIMIT_MAX: '1000000',
    RATE_LIMIT_SIGN_IN_MAX: '1000000',
    CASELOAD_DEMO: 'on',
    ...variables,
  });
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const logger = makeLogger('info', nowhere);
  const server = await startServer({ config, databaseUrl: database.url, clientDirectory, logger });
  return {
    url: server.address,
    async stop() {
      await server.stop();
      await database.drop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
