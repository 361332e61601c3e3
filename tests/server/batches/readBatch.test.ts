import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Batch } from '@caseload/shared/batches/batch.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { unlessBusy } from '../../support/unlessBusy.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

let database: TestDatabase;
let proxy: WireProxy;
let server: TestServer;
let cast: Cast;
let sue: Agent;
let preview: Batch;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  server = await startTestServer(proxy.url);
  sue = await server.signIn(cast.harbour.supervisor);
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
});

/** Of two customers one of whom has changed since. */
beforeEach(async () => {
  const ids = await createCustomers(database.url, cast.harbour, [{ name: 'Still' }, { name: 'Changed' }]);
  const seen = await Promise.all(ids.map((id) => sue.get(`/api/customers/${id}`).expect(200)));
  const customers = seen.map(({ body: { id, updatedAt } }) => ({ id, updatedAt }));
  const changes = { priority: 'high' };
  const change = { updatedAt: customers[1]?.updatedAt, notes: 'n' };
  await sue.patch(`/api/customers/${ids[1]}`).send(change).expect(200);
  const asked = { customers, changes, mode: 'best-effort', dryRun: true };
  preview = (await sue.post('/api/bulk-changes').send(asked).expect(200)).body;
});

const read = async (): Promise<Batch> => {
  const { status, body } = await unlessBusy(() => sue.get(`/api/batches/${preview.id}`));
  expect(status).toBe(200);
  return body;
};

test('a batch is read in one round trip, with what changed and what was left', async () => {
  await read();
  proxy.takeRoundTrips();
  const batch = await read();
  expect(proxy.takeRoundTrips()).toBe(1);
  expect(batch).toEqual(preview);
  const { skipped } = batch;
  const { name, id } = cast.harbour.supervisor;
  expect(skipped).toMatchObject([{ name: 'Changed', reason: 'changed', changedBy: { id, name } }]);
  const rows = await rowsOf<{ same: boolean }>(
    database.url,
    'select changed_at = $2::timestamptz as same from batch_items where batch_id = $1 and reason is not null',
    [preview.id, skipped[0]?.changedAt],
  );
  expect(rows).toEqual([{ same: true }]);
});

test('a batch that is applied while it is read is shown as it was or as it is, never as applied with nothing changed', async () => {
  const applying = new Client({ connectionString: database.url });
  await applying.connect();
  await applying.query('begin');
  // Whoever reads waits here, between the batch and what became of its customers where those are read apart.
  await applying.query('lock table batch_items in access exclusive mode');
  const reading = read();
  const waiting = () =>
    rowsOf(
      database.url,
      `select from pg_locks where not granted and relation = 'batch_items'::regclass
         and database = (select oid from pg_database where datname = current_database())`,
    );
  await expect.poll(async () => (await waiting()).length).toBe(1);
  await applying.query(
    "update batch_items set outcome = 'changed' where batch_id = $1 and outcome = 'planned'",
    [preview.id],
  );
  await applying.query("update batches set state = 'applied', applied_at = clock_timestamp() where id = $1", [
    preview.id,
  ]);
  await applying.query('commit');
  await applying.end();
  const { state, changed, sets, skipped } = await reading;
  expect({ state, changed, sets, skipped: skipped.length }).toEqual({
    state: 'applied',
    changed: 1,
    sets: [{ field: 'priority', how: 'set', value: 'high', customers: 1 }],
    skipped: 1,
  });
});
