import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pruneImports } from '@caseload/server/imports/pruneImports.ts';
import { makeDiskStorage } from '@caseload/server/attachments/diskStorage.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { begin, importFile, prepare, read, settled, work } from './wizard.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let admin: Agent;

beforeEach(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  admin = await server.signIn(cast.harbour.admin);
});

afterEach(async () => {
  await server.stop();
  await clone.drop();
});

const rowsFrom = (count: number, name = 'N') =>
  ['externalId,name', ...Array.from({ length: count }, (_, i) => `${i},${name}${i}`)].join('\n');

const count = async (table: string) =>
  Number((await rowsOf<{ n: string }>(clone.url, `select count(*) as n from ${table}`))[0]?.n);

const sessionsOf = (pool: string) =>
  rowsOf<{ state: string }>(
    clone.url,
    'select state from pg_stat_activity where datname = current_database() and application_name = $1',
    [`caseload-${pool}`],
  );

/** Holds every customer of a query until it is told to let go, as somebody at work does. */
async function hold(): Promise<() => Promise<void>> {
  const database = openDatabase({
    url: clone.url,
    max: 1,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 60_000,
  });
  const held = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const holding = database.write(
    { organisationId: cast.harbour.organisationId },
    async (tx) => {
      await tx.raw('select from customers order by id for update', []);
      held.resolve();
      await done.promise;
    },
    { deadlineMs: 60_000 },
  );
  await held.promise;
  return async () => {
    done.resolve();
    await holding;
    await database.close();
  };
}

/** A checked import that updates everybody, so that it waits for who holds them. */
async function readyToUpdate(): Promise<{ id: string }> {
  await importFile(admin, rowsFrom(50));
  const update = await prepare(admin, rowsFrom(50, 'M'), { existing: 'update' });
  expect((await work(admin, update, 'check')).check).toMatchObject({ updated: 50 });
  return update;
}

test('while one import is at work another is told whose it is; begun again it is the same one', async () => {
  const update = await readyToUpdate();
  const letGo = await hold();
  const begun = (await begin(admin, update, 'run').expect(200)).body;
  expect(begun.work).toMatchObject({
    kind: 'run',
    cancelling: false,
    startedBy: { id: cast.harbour.admin.id },
  });
  expect((await begin(admin, update, 'run').expect(200)).body.work.startedAt).toBe(begun.work.startedAt);
  const other = await prepare(admin, 'name\nOther');
  for (const what of ['check', 'check'] as const) {
    const { body } = await begin(admin, other, what).expect(409);
    expect(body).toMatchObject({
      type: 'import-running',
      running: {
        id: update.id,
        fileName: 'customers.csv',
        kind: 'run',
        startedBy: { name: cast.harbour.admin.name },
      },
    });
  }
  await admin.put(`/api/imports/${update.id}/mapping`).send({ delimiter: ';' }).expect(400);
  const elsewhere = await server.signIn(cast.northgate.admin);
  const theirs = await prepare(elsewhere, 'name\nTheirs');
  expect((await begin(elsewhere, theirs, 'check').expect(200)).body.work).toMatchObject({ kind: 'check' });
  await letGo();
  expect(await settled(admin, update)).toMatchObject({ state: 'done', result: { updated: 50 } });
  expect(await settled(elsewhere, theirs)).toMatchObject({ state: 'checked' });
});

test('cancelled in the middle, everything is as it was, and it can be run again', async () => {
  const update = await readyToUpdate();
  const letGo = await hold();
  await begin(admin, update, 'run').expect(200);
  await expect.poll(async () => (await read(admin, update)).work?.phase).toBe('saving');
  expect((await begin(admin, update, 'cancel').expect(200)).body.work).toMatchObject({ cancelling: true });
  await letGo();
  const stopped = await settled(admin, update);
  expect(stopped).toMatchObject({
    state: 'checked',
    result: null,
    stopped: { kind: 'run', why: 'cancelled' },
  });
  expect(await rowsOf(clone.url, "select from customers where name like 'M%' or version > 1")).toEqual([]);
  expect(await count('customer_actions')).toBe(50);
  const done = await work(admin, update, 'run');
  expect(done).toMatchObject({ state: 'done', stopped: null, result: { updated: 50 } });
});

test('a server that stops takes back what it was at, and says so', async () => {
  const update = await readyToUpdate();
  const letGo = await hold();
  await begin(admin, update, 'run').expect(200);
  const stopping = server.stop();
  // The last thing it gives up before the imports.
  await expect.poll(() => sessionsOf('listen')).toEqual([]);
  await letGo();
  await stopping;
  server = await startTestServer(clone.url);
  admin = await server.signIn(cast.harbour.admin);
  expect(await read(admin, update)).toMatchObject({
    state: 'checked',
    work: null,
    stopped: { kind: 'run', why: 'interrupted' },
  });
  expect(await rowsOf(clone.url, 'select from customers where version > 1')).toEqual([]);
});

test('a process that died leaves work that says so, stands in nobody’s way and is not done twice', async () => {
  const first = await prepare(admin, rowsFrom(3));
  await work(admin, first, 'check');
  // As a process leaves it that is killed: at work, and silent since.
  await rowsOf(
    clone.url,
    `update imports set work = 'run', work_id = $2, phase = 'saving', done = 2, total = 3, rows_per_second = 1,
       started_by = created_by, started_at = now() - interval '1 minute', alive_at = now() - interval '1 minute'
     where id = $1`,
    [first.id, randomUUID()],
  );
  expect(await read(admin, first)).toMatchObject({
    state: 'checked',
    work: null,
    stopped: { kind: 'run', why: 'interrupted', message: expect.stringContaining('Nothing was changed') },
  });
  const other = await prepare(admin, 'name\nOther');
  expect(await work(admin, other, 'check')).toMatchObject({ state: 'checked' });
  expect(await work(admin, first, 'run')).toMatchObject({ state: 'done', result: { created: 3 } });
  expect(await count('customers')).toBe(3);
});

test('work that another process took over cannot come to its end', async () => {
  const update = await readyToUpdate();
  const letGo = await hold();
  await begin(admin, update, 'run').expect(200);
  await expect.poll(async () => (await read(admin, update)).work?.phase).toBe('saving');
  await rowsOf(clone.url, 'update imports set work_id = $2 where id = $1', [update.id, randomUUID()]);
  await letGo();
  const isAtWork = async () => (await sessionsOf('imports')).some(({ state }) => state !== 'idle');
  await expect.poll(isAtWork).toBe(false);
  expect(await rowsOf(clone.url, 'select from customers where version > 1')).toEqual([]);
  expect(await rowsOf(clone.url, 'select state from imports where id = $1', [update.id])).toEqual([
    { state: 'checked' },
  ]);
});

test('undoing goes through every customer, more than are looked at in one go', async () => {
  const done = await importFile(admin, rowsFrom(1_200));
  expect(done.result).toMatchObject({ created: 1_200 });
  expect((await work(admin, done, 'undo')).undo).toMatchObject({ archived: 1_200, setBack: 0, kept: 0 });
  expect(await rowsOf(clone.url, 'select from customers where not archived or version <> 2')).toEqual([]);
});

test('a batch and an import over the same customers take turns', async () => {
  const supervisor = await server.signIn(cast.harbour.supervisor);
  await importFile(admin, rowsFrom(400));
  for (const round of [1, 2, 3]) {
    const update = await prepare(admin, rowsFrom(400, `R${round} `), { existing: 'update' });
    await work(admin, update, 'check');
    const [batch, done] = await Promise.all([
      supervisor.post('/api/bulk-changes').send({
        filter: {},
        changes: { priority: round % 2 === 0 ? 'low' : 'high' },
        mode: 'best-effort',
      }),
      work(admin, update, 'run'),
    ]);
    expect(batch.status).toBe(200);
    expect(done).toMatchObject({ state: 'done', result: { updated: 400 } });
  }
  const [log] = await rowsOf<{ deadlocks: string }>(
    clone.url,
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  expect(Number(log?.deadlocks)).toBe(0);
  expect(await rowsOf(clone.url, "select from customers where name not like 'R3 %'")).toEqual([]);
});

test('old files are cleared away: what never was imported is forgotten, what was stays on record', async () => {
  const waiting = await prepare(admin, 'name\nWaiting');
  const fresh = await prepare(admin, 'name\nFresh');
  const done = await importFile(admin, `name\nDone\n${'x'.repeat(201)}`);
  await rowsOf(clone.url, "update imports set created_at = now() - interval '8 days' where id <> $1", [
    fresh.id,
  ]);
  const directory = `${server.dataDirectory}/uploads`;
  const database = openDatabase({ url: clone.url, max: 1, connectTimeoutMs: 5_000 });
  const storage = makeDiskStorage(directory);
  await pruneImports({ database, storage, logger: makeLogger('silent') });
  await database.close();
  const left = await readdir(directory, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([fresh.id]);
  await admin.get(`/api/imports/${waiting.id}`).expect(404);
  expect(await read(admin, done)).toMatchObject({
    state: 'done',
    hasErrorFile: false,
    result: { created: 1 },
  });
  await admin.get(`/api/imports/${done.id}/errors.csv`).expect(404);
  expect((await work(admin, done, 'undo')).undo).toMatchObject({ archived: 1 });
});
