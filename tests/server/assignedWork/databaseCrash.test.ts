import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '@caseload/db/embedded/connect.ts';
import { signal } from '@caseload/db/embedded/processes.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { migrate } from '@caseload/db/migrate.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

/** A database server of its own, to be killed. */
let postgres: EmbeddedPostgres;
let directory: string;
let url: string;
let cast: Cast;
let server: TestServer;
let ana: Agent;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'caseload-crash-'));
  postgres = await startEmbeddedPostgres({ dataDirectory: directory, log: () => undefined });
  url = postgres.url('postgres');
  await migrate(url, { log: () => undefined });
  cast = await createCast(url);
  server = await startTestServer(url);
  ana = await server.signIn(cast.harbour.employee);
});
afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
});

const OWN = '/api/customers?assignedTo=me&sort=name';

/** The next transaction that writes has this number. */
async function nextTransaction(): Promise<number> {
  const [found] = await rowsOf<{ next: string }>(
    url,
    'select pg_snapshot_xmax(pg_current_snapshot())::text as next',
  );
  return Number(found?.next);
}

/** Kills a process of PostgreSQL right after transactions that changed nothing, of which nothing is on the disk by then. */
async function crash(id: string): Promise<{ before: number; after: number }> {
  let before = 0;
  await withClient(url, async (client) => {
    client.on('error', () => undefined);
    for (let n = 0; n < 30; n += 1)
      await client.query(`begin; select from customers where id = '${id}' for update; rollback`);
    const [found] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
    // Whoever looks now knows of all these.
    await ana.get(OWN).expect(200);
    before = await nextTransaction();
    signal(found?.pid ?? 0, 'SIGKILL');
    await client.query('select pg_sleep(10)');
  }).catch(() => undefined);
  const isBack = () => nextTransaction().then(Boolean, () => false);
  await becomesTrue(isBack, 20_000);
  return { before, after: await nextTransaction() };
}

test('after a crash PostgreSQL gives numbers of transactions out again, and what they change is seen', async () => {
  const { employee } = cast.harbour;
  const [id = ''] = await createCustomers(url, cast.harbour, [{ name: 'Before', assignedTo: employee.id }]);
  for (let round = 1; ; round += 1) {
    // Sent, remembered with what is changed from then on, and sent again.
    for (let times = 0; times < 3; times += 1) await ana.get(OWN).expect(200);
    const { before, after } = await crash(id);
    const name = `Round ${round}`;
    const isSaved = async () => {
      const { body: customer, status } = await ana.get(`/api/customers/${id}`);
      if (status !== 200) return false;
      const { updatedAt } = customer;
      return (await ana.patch(`/api/customers/${id}`).send({ updatedAt, name })).status === 200;
    };
    await becomesTrue(isSaved, 20_000);
    const { body } = await ana.get(OWN).expect(200);
    expect(body.items).toEqual([expect.objectContaining({ id, name })]);
    // The disk may have got them at the last moment.
    if (after < before || round === 5) {
      expect(after).toBeLessThan(before);
      return;
    }
  }
});
