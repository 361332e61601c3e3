import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { importText } from './importText.ts';

/** Exactly what the first five statements take, so that the last of them is a full one. */
const ROWS = 3_100;
/** Pages of `gin_pending_list_limit` as it usually is: 4 MB. */
const USUAL_PAGES = 512;

let clone: TestDatabase;
let cast: Cast;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
});
afterAll(() => clone.drop());

test('an import leaves no long list of entries for the index of texts to whoever makes the next customer', async () => {
  const database = openDatabase({
    url: clone.url,
    max: 1,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 60_000,
  });
  // Every name has some 150 trigrams of its own.
  const nameOf = (i: number) => `${i} ${Array.from({ length: 4 }, () => randomUUID()).join(' ')}`;
  const text = `externalId,name\n${Array.from({ length: ROWS }, (_, i) => `${i},${nameOf(i)}`).join('\n')}`;
  const report = await importText(database, cast.harbour, text);
  expect(report.created).toBe(ROWS);
  await database.close();
  const [waiting] = await rowsOf<{ pages: string }>(
    clone.url,
    "select gin_clean_pending_list('customer_search_trigrams') as pages",
  );
  expect(Number(waiting?.pages)).toBeLessThan(USUAL_PAGES);
});
