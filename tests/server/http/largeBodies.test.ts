import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let server: TestServer;
let cast: Cast;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
});

afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const MEGABYTES = 1024 * 1024;

/** Announces a large body and sends nothing of it; gives the first line of the answer. */
async function announce(path: string, cookie: string): Promise<string> {
  const { hostname, port } = new URL(server.address);
  const socket: Socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    [
      `POST ${path} HTTP/1.1`,
      `Host: ${hostname}`,
      'Content-Type: application/json',
      `Content-Length: ${5 * MEGABYTES}`,
      ...(cookie === '' ? [] : [`Cookie: ${cookie}`]),
      '\r\n',
    ].join('\r\n'),
  );
  const timer = setTimeout(() => socket.destroy(new Error('no answer')), 20_000);
  const [data] = await once(socket, 'data').catch(() => ['nothing']);
  clearTimeout(timer);
  socket.destroy();
  return String(data).split('\r\n')[0] ?? '';
}

test.each(['/api/reassignments', '/api/bulk-changes'])(
  'nothing of a large body to %s is taken in from who may not send one',
  async (path) => {
    expect(await announce(path, '')).toContain('401');
    const { headers } = await server
      .visitor()
      .post('/api/session')
      .send({ email: cast.harbour.employee.email, password: 'a long test password' })
      .expect(200);
    expect(await announce(path, String(headers['set-cookie']).split(';')[0] ?? '')).toContain('413');
  },
);
