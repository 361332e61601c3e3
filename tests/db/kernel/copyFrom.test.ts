import { from } from 'pg-copy-streams';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConnectionLost, KernelMisuse } from '@caseload/db/kernel/errors.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';

const SCOPE = { organisationId: '0193a5d2-0000-7000-8000-000000000001' };

let clone: TestDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 1, connectTimeoutMs: 5_000 });
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

async function* numbers(count: number, each: (at: number) => Promise<unknown> | undefined = () => undefined) {
  for (let at = 0; at < count; at += 1) {
    await each(at);
    yield `${at}\n`;
  }
}

/** Copies into a table of the transaction and adds up what came. */
const copy = (pieces: AsyncIterable<string>) =>
  database.write(SCOPE, async (tx) => {
    await tx.raw('create temp table numbers (number integer) on commit drop', []);
    await tx.copyFrom(from('copy numbers from stdin'), pieces);
    // Pipelined statements again.
    const [[sum], [one]] = await tx.together([
      tx.rows<{ sum: number }>('select sum(number)::int as sum from numbers', []),
      tx.rows<{ one: number }>('select 1 as one', []),
    ]);
    return [sum?.sum, one?.one];
  });

test('rows of any number arrive, and the connection is what it was before', async () => {
  expect(await copy(numbers(50_000))).toEqual([1_249_975_000, 1]);
  expect(await copy(numbers(0))).toEqual([null, 1]);
  expect(database.statistics()).toMatchObject({ total: 1, idle: 1 });
});

test('what the source throws is thrown, and nothing is kept', async () => {
  const fault = new RangeError('no more numbers');
  for (const at of [0, 1, 5_000]) {
    const failing = numbers(10_000, (number) => (number === at ? Promise.reject(fault) : undefined));
    await expect(copy(failing)).rejects.toBe(fault);
    expect(await copy(numbers(3))).toEqual([3, 1]);
  }
});

test('what the server refuses is thrown with its code', async () => {
  async function* words() {
    yield '1\n';
    yield 'two\n';
  }
  await expect(copy(words())).rejects.toMatchObject({ code: '22P02' });
  expect(await copy(numbers(3))).toEqual([3, 1]);
});

test('a connection that is lost meanwhile is an error, not the end of the process', async () => {
  const kill = () =>
    rowsOf(
      clone.url,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = 'caseload'",
    );
  const pieces = numbers(2_000, (at) => {
    if (at === 500) return kill();
    return at > 500 ? new Promise((resolve) => setImmediate(resolve)) : undefined;
  });
  await expect(copy(pieces)).rejects.toBeInstanceOf(ConnectionLost);
  expect(await copy(numbers(3))).toEqual([3, 1]);
});

test('it waits for no other statement of the transaction', async () => {
  await expect(
    database.write(SCOPE, async (tx) => {
      const open = tx.raw('select pg_sleep(0.05)', []).then(() => undefined);
      await tx.copyFrom(from('copy numbers from stdin'), numbers(1)).finally(() => open);
    }),
  ).rejects.toBeInstanceOf(KernelMisuse);
  expect(await copy(numbers(3))).toEqual([3, 1]);
});
