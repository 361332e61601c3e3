import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { importText } from './importText.ts';

const ROWS = 2_000;

let clone: TestDatabase;
let cast: Cast;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
});

afterAll(() => clone.drop());

type Reads = Record<string, number>;

/** Rows read through the indexes of each table since the beginning. */
async function readsSoFar(): Promise<Reads> {
  const rows = await rowsOf<{ name: string; reads: string }>(
    clone.url,
    `select relname as name, sum(idx_tup_read) as reads from pg_stat_user_indexes
     where relname in ('customers', 'customer_actions') group by 1`,
  );
  return Object.fromEntries(rows.map(({ name, reads }) => [name, Number(reads)]));
}

/** The figures of a session arrive when it ends, before it is seen no more. */
async function settledReads(): Promise<Reads> {
  const sessions =
    "select from pg_stat_activity where datname = current_database() and application_name = 'caseload'";
  await expect.poll(() => rowsOf(clone.url, sessions)).toEqual([]);
  return readsSoFar();
}

async function runImport(dryRun: boolean): Promise<void> {
  const database = openDatabase({
    url: clone.url,
    max: 1,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 60_000,
  });
  const text = `externalId,name\n${Array.from({ length: ROWS }, (_, i) => `${i},N${i}`).join('\n')}`;
  const report = await importText(database, cast.harbour, text, { dryRun });
  expect(report.created).toBe(ROWS);
  await database.close();
}

test('after a dry run into an empty office, statistics of nothing do not lead to reading everything for every row', async () => {
  await runImport(true);
  // What autovacuum does a minute later: it finds pages and no rows, so that all indexes look equally good.
  await rowsOf(clone.url, 'analyze customers, customer_actions');
  const before = await settledReads();
  await runImport(false);
  const after = await settledReads();
  for (const table of ['customers', 'customer_actions']) {
    expect((after[table] ?? 0) - (before[table] ?? 0)).toBeLessThan(20 * ROWS);
  }
});
