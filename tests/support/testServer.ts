import { Writable } from 'node:stream';
import supertest from 'supertest';
import { readConfig } from '@caseload/server/config.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { startServer } from '@caseload/server/startServer.ts';
import { PASSWORD, type Person } from './cast.ts';

export type Agent = ReturnType<typeof supertest.agent>;

export type TestServer = {
  readonly address: string;
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
): Promise<TestServer> {
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
    ...variables,
  });
  const server = await startServer({ config, databaseUrl, logger: makeLogger('info', sink) });
  const visitor = () => supertest.agent(server.address);
  return {
    address: server.address,
    logs,
    visitor,
    async signIn({ email }, password = PASSWORD) {
      const agent = visitor();
      await agent.post('/api/session').send({ email, password }).expect(200);
      return agent;
    },
    stop: () => server.stop(),
  };
}
