import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import supertest from 'supertest';
import type { FileStorage } from '@caseload/server/attachments/fileStorage.ts';
import { readConfig } from '@caseload/server/config.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { startServer } from '@caseload/server/startServer.ts';
import { PASSWORD, type Person } from './cast.ts';

export type Agent = ReturnType<typeof supertest.agent>;

export type TestServer = {
  readonly address: string;
  /** Where it keeps uploads; gone when it stops. */
  readonly dataDirectory: string;
  /** Log lines so far, as JSON texts. */
  readonly logs: readonly string[];
  /** A client without a session. */
  visitor(): Agent;
  /** A client with a session of its own. */
  signIn(person: Pick<Person, 'email'>, password?: string): Promise<Agent>;
  stop(): Promise<void>;
};

/** The real server on a free port of the loopback; limits are wide unless a test sets them. */
export async function startTestServer(
  databaseUrl: string,
  variables: Record<string, string> = {},
  options: { storage?: FileStorage } = {},
): Promise<TestServer> {
  // Made by the first upload, if there is one.
  const dataDirectory = join(tmpdir(), `caseload-data-${randomUUID()}`);
  const logs: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logs.push(String(chunk));
      done();
    },
  });
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_POOL_MAX: '20',
    DATABASE_POOL_MIN: '2',
    RATE_LIMIT_MAX: '1000000',
    RATE_LIMIT_SIGN_IN_MAX: '1000000',
    CASELOAD_DEMO: 'off',
    CASELOAD_DATA: dataDirectory,
    ...variables,
  });
  const logger = makeLogger('info', sink);
  const server = await startServer({ config, databaseUrl, logger, ...options });
  const visitor = () => supertest.agent(server.address);
  return {
    address: server.address,
    dataDirectory,
    logs,
    visitor,
    async signIn({ email }, password = PASSWORD) {
      const agent = visitor();
      await agent.post('/api/session').send({ email, password }).expect(200);
      return agent;
    },
    async stop() {
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
