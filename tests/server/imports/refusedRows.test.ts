import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { ImportFault } from '@caseload/server/imports/importFault.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { importText, PATIENT, type TextImport } from './importText.ts';

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

const run = (text: string, options?: TextImport) => importText(database, cast.harbour, text, options);

const countCustomers = async () => {
  const [row] = await rowsOf<{ count: string }>(clone.url, 'select count(*) as count from customers');
  return Number(row?.count);
};

describe('a row that breaks a rule is left out, with everything that is wrong with it', () => {
  test.each<[string, string, RegExp]>([
    ['no name', 'name,phone\n,1', /^name \(name\): is empty$/u],
    ['a long name', `name\n${'x'.repeat(201)}`, /name.*: is longer than 200/u],
    ['a name of two lines', 'name\n"a\nb"', /name.*one line/u],
    ['a NUL', 'name,notes\nA,b\u0000c', /notes.*NUL/u],
    ['no e-mail address', 'name,email\nA,a@', /^email \(email\): is no e-mail address$/u],
    ['a bad date', 'name,dueAt\nA,31/12/2026', /dueAt.*"31\/12\/2026" is no date like 2026/u],
    ['a date out of range', 'name,dueAt\nA,1900-01-01T00:00:00+14:00', /dueAt.*1900/u],
    ['neither yes nor no', 'name,archived\nA,perhaps', /archived.*neither/u],
    [
      'a long custom value',
      `name,fields.a\nA,${'x'.repeat(2_001)}`,
      /fields\.a \(fields\.a\): is longer than 2000/u,
    ],
    ['long notes', `name,notes\nA,${'x'.repeat(20_001)}`, /notes.*longer than 20000/u],
    ['too few cells', 'name,phone,email\nA,1', /has 2 cells where the header has 3/u],
    ['too many cells', 'name,phone\nA,1,2', /has 3 cells where the header has 2/u],
    ['no external id', 'name,externalId\nA,', /^externalId \(externalId\): is empty$/u],
    ['several faults', 'name,email,dueAt\n,x,y', /name.*; dueAt.*; email/u],
  ])('%s', async (_, text, reason) => {
    const report = await run(text);
    expect(report).toMatchObject({ read: 1, created: 0, rejected: 1 });
    expect(report.rejections[0]?.reason).toMatch(reason);
    expect(await countCustomers()).toBe(0);
  });
});

test('the columns are named in which a person and a repeated id stand', async () => {
  const report = await run('Who,No,Number,Title\nNobody Known,1,A,\n,2,A,Ada\n,2,A,Bo', {
    map: { name: 'Title', assignedTo: 'Who', externalId: 'No,Number' },
    dryRun: true,
  });
  expect(report.problems).toEqual([
    expect.objectContaining({ type: 'empty', field: 'name', columns: ['Title'] }),
    expect.objectContaining({
      type: 'assignee',
      field: 'assignedTo',
      columns: ['Who'],
      example: 'assignedTo (Who): "Nobody Known" is nobody here',
    }),
    expect.objectContaining({
      type: 'duplicate',
      field: 'externalId',
      columns: ['No', 'Number'],
      example: 'externalId (No, Number): "2, A" stands in an earlier row too',
    }),
  ]);
});

describe('what is no file for these rules is refused, and nothing changes', () => {
  test.each<[string, string, TextImport, RegExp]>([
    ['a missing column', 'a,b\n1,2', { map: { name: 'a', email: 'Mail' } }, /no column "Mail".*a, b/u],
    ['a column twice', 'name,Name \n1,2', { map: { name: 'name' } }, /two columns "name"/u],
    ['two columns for one date', 'a,b\n1,2', { map: { name: 'a', dueAt: 'a,b' } }, /dueAt takes one column/u],
    ['a fault far inside', `name\n${'A\n'.repeat(2_500)}"B`, {}, /Row 2502: .*never closed/u],
  ])('%s', async (_, text, options, sentence) => {
    await expect(run(text, options)).rejects.toThrow(ImportFault);
    await expect(run(text, options)).rejects.toThrow(sentence);
    expect(await countCustomers()).toBe(0);
  });
});

describe('what is harmless is accepted', () => {
  test('empty cells too many at its end are none', async () => {
    expect(await run('name,phone\nA,1,,\n')).toMatchObject({ created: 1 });
  });

  test('an unused column may stand there twice', async () => {
    expect(await run('name,x,x\n1,2,3', { map: { name: 'name' } })).toMatchObject({ created: 1 });
  });

  test('the later of two rows with one external id', async () => {
    const report = await run('name,externalId\nA,1\nB,1\n,2\nC,2');
    expect(report.rejections).toMatchObject([
      { row: 3, reason: 'externalId (externalId): "1" stands in an earlier row too' },
      { row: 4 },
    ]);
    expect(report).toMatchObject({ created: 2 });
  });
});
