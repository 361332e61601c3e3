import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { listAfter } from '@caseload/server/feed/queries.ts';
import { type Cast, createCast, createCustomers, createLongHistory } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';

let clone: TestDatabase;
let cast: Cast;
let database: Database;
beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  database = openDatabase({ url: clone.url, max: 1, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

test('what is new is one range of one index, however long the history is', async () => {
  const { organisationId } = cast.harbour;
  await createLongHistory(clone.url, cast);
  const [before] = await rowsOf<{ transaction: string; position: string }>(
    clone.url,
    `select max(transaction_id)::text as transaction, max(position)::text as position from customer_actions`,
  );
  await createCustomers(clone.url, cast.harbour, [{}, {}, {}]);
  await rowsOf(clone.url, 'analyze customer_actions');
  const place = { transaction: Number(before?.transaction), position: Number(before?.position) };

  const [found, plan] = await database.write({ organisationId }, async (tx) => {
    const rows = await listAfter(tx, organisationId, place, 500);
    const { rows: explained } = await tx.raw(
      `explain (analyze, timing off, costs off) execute feed_after('${organisationId}', '${place.transaction}', '${place.position}', 500)`,
      [],
    );
    return [rows, explained.map((line) => line['QUERY PLAN']).join('\n')];
  });
  expect(found.map(({ position }) => Number(position) > place.position)).toEqual([true, true, true]);
  expect(plan).toMatch(/Index Scan using customer_actions_commits on customer_actions .*rows=3\b/u);
  const [condition] = /Index Cond: .*transaction_id.*/u.exec(plan) ?? [''];
  expect(condition).toContain('ROW(transaction_id, "position") > ROW(');
  expect(condition).toContain('transaction_id < ');
  expect(plan).not.toContain('Rows Removed by Filter');
});
