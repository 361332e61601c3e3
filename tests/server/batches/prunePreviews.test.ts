import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { prunePreviews } from '@caseload/server/batches/prunePreviews.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { type Cast, type Company, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let server: TestServer;
let cast: Cast;
let main: Database;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  main = openDatabase({ url: database.url, max: 2, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await main?.close();
  await server?.stop();
  await database?.drop();
});

const prune = () => prunePreviews({ database: main, logger: makeLogger('silent') });
const age = (id: string, hours: number) =>
  rowsOf(database.url, "update batches set created_at = now() - $2 * interval '1 hour' where id = $1", [
    id,
    hours,
  ]);
const stored = async () => {
  const rows = await rowsOf<{ id: string; items: string }>(
    database.url,
    'select b.id, (select count(*) from batch_items i where i.batch_id = b.id) as items from batches b',
  );
  return new Map(rows.map(({ id, items }) => [id, Number(items)]));
};

test('previews that waited longer than a day are forgotten, in every organisation, and nothing else', async () => {
  const batchesOf = async (company: Company) => {
    await createCustomers(database.url, company, [{}, {}, {}]);
    const agent = await server.signIn(company.supervisor);
    const batch = async (dryRun: boolean): Promise<string> =>
      (
        await agent
          .post('/api/bulk-changes')
          .send({ filter: {}, changes: { addTags: [`tag ${Math.random()}`] }, dryRun })
          .expect(200)
      ).body.id;
    const made = {
      old: await batch(true),
      young: await batch(true),
      done: await batch(false),
      undone: await batch(false),
    };
    await agent.post(`/api/batches/${made.undone}/undo`).expect(200);
    for (const id of [made.old, made.done, made.undone]) await age(id, 25);
    await age(made.young, 23);
    return { agent, ...made };
  };
  const harbour = await batchesOf(cast.harbour);
  const northgate = await batchesOf(cast.northgate);

  await Promise.all([prune(), prune()]);

  const kept = [harbour, northgate].flatMap(({ young, done, undone }) => [young, done, undone]);
  expect(await stored()).toEqual(new Map(kept.map((id) => [id, 3])));
  await harbour.agent.get(`/api/batches/${harbour.old}`).expect(404);
  await harbour.agent.post(`/api/batches/${harbour.old}/apply`).expect(404);
  await harbour.agent.post(`/api/batches/${harbour.done}/undo`).expect(200);
});

test('one that is being applied at this moment stays', async () => {
  const agent = await server.signIn(cast.harbour.supervisor);
  const previews: string[] = [];
  for (let i = 0; i < 7; i += 1) {
    const { body } = await agent
      .post('/api/bulk-changes')
      .send({ filter: {}, changes: { addTags: [`more ${i}`] }, dryRun: true })
      .expect(200);
    previews.push(body.id);
    await age(body.id, 30);
  }
  const [held = ''] = previews;
  const applier = new Client({ connectionString: database.url });
  await applier.connect();
  await applier.query('begin');
  await applier.query('select from batches where id = $1 for update', [held]);
  await prune();
  await applier.query('rollback');
  await applier.end();
  const left = await stored();
  expect(previews.filter((id) => left.has(id))).toEqual([held]);
  await agent.post(`/api/batches/${held}/apply`).expect(200);
});
