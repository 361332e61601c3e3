import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { rejectHead, rejectLine } from '@caseload/server/imports/rejectLine.ts';
import type { Rejects } from '@caseload/server/imports/rejects.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { parseCsv } from '../activity/parseCsv.ts';
import { importText, PATIENT } from './importText.ts';

let clone: TestDatabase;
let cast: Cast;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  database = openDatabase({ url: clone.url, max: 2, connectTimeoutMs: 5_000, ...PATIENT });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

const HEADER = ['Id', 'Name', '=Phone', 'Notes', 'Plan', 'Mail'];
const MAP = {
  externalId: 'Id',
  name: 'Name',
  phone: '=Phone',
  notes: 'Notes',
  'fields.plan': 'Plan',
  email: 'Mail',
};
/** Unguarded, guarded by who wrote the file, with what spreadsheets skip before it, and none at all. */
const CELLS = ['-7', '=HYPERLINK("x")', "'+49 30 1", '\t=1+1', "''@Gold"];

const stored = () =>
  rowsOf(clone.url, 'select external_id, name, phone, notes, fields from customers order by external_id');

test('the rows left out are no formulas, and once mended come in as the rows of the file would have', async () => {
  const broken = fileOf([...CELLS, 'no address']);
  const left: string[] = [];
  const report = await importText(database, cast.harbour, broken, { map: MAP, rejects: keptIn(left) });
  expect(report).toMatchObject({ created: 0, rejected: 1 });
  const cells = [...parseCsv(left.join(''))].flatMap((row) => [...Object.keys(row), ...Object.values(row)]);
  expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);

  const mended = left.join('').replace('no address', 'ada@example.com');
  const imported = await importText(database, cast.harbour, mended, { map: MAP });
  expect(imported).toMatchObject({ created: 1, rejected: 0 });
  const [customer] = await stored();
  expect(customer).toEqual({
    external_id: '-7',
    name: '=HYPERLINK("x")',
    phone: '+49 30 1',
    notes: '=1+1',
    fields: { plan: "'@Gold" },
  });

  // The same row of the mended file itself is that customer.
  const whole = fileOf([...CELLS, 'ada@example.com']);
  expect(
    await importText(database, cast.harbour, whole, { map: MAP, rules: { existing: 'update' } }),
  ).toMatchObject({ created: 0, updated: 0, unchanged: 1, rejected: 0 });
});

function keptIn(lines: string[]): Rejects {
  return {
    begin: async (header) => void lines.splice(0, lines.length, rejectHead(header)),
    add: async (row, reason) => void lines.push(rejectLine(row, reason)),
  };
}

const fileOf = (cells: readonly string[]) =>
  [HEADER, cells].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
