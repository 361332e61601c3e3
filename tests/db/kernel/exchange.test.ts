import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { NotExecuted, sqlState } from '@caseload/db/kernel/errors.ts';
import { Exchange, type StatementConfig } from '@caseload/db/kernel/exchange.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';

let clone: TestDatabase;
let client: Client;
/** How often PostgreSQL has said each thing since the start of the test. */
let said: Record<string, number>;

beforeAll(async () => {
  clone = await cloneDatabase();
});
afterAll(() => clone.drop());
beforeEach(async () => {
  client = new Client({ connectionString: clone.url, pipeline: true });
  await client.connect();
  said = {};
  for (const name of ['parseComplete', 'rowDescription', 'readyForQuery'])
    client.connection.on(name, () => (said[name] = (said[name] ?? 0) + 1));
});
afterEach(() => client.end());

/** Sends them as one exchange; gives the rows of each, or what it was refused with. */
async function exchange(...statements: StatementConfig[]): Promise<unknown[]> {
  const sent = new Exchange();
  const answers = statements.map((statement) => sent.add(statement));
  client.query(sent);
  const settled = await Promise.allSettled(answers);
  return settled.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows : answer.reason));
}
const one = { text: 'select 1 as n' };
const divide = (by: number) => ({ name: 'divide', text: 'select 6 / $1::int as n', values: [by] });

test('what is sent together is answered together, and in order', async () => {
  expect(await exchange(one, { text: 'select $1::int as n', values: [2] }, divide(2))).toEqual([
    [{ n: 1 }],
    [{ n: 2 }],
    [{ n: 3 }],
  ]);
  expect(said['readyForQuery']).toBe(1);
});

test('values and rows are those of the driver', async () => {
  const values = [null, 'a "b" \\ c', true, ['x', null, 'y,z'], { k: [1] }, Buffer.from([0, 255]), 5n];
  const types = ['text', 'text', 'boolean', 'text[]', 'jsonb', 'bytea', 'bigint'];
  const columns = types.map((type, i) => `$${i + 1}::${type} as c${i}`).join(', ');
  const statement = { text: `select ${columns}`, values };
  const { rows } = await client.query(statement);
  expect(await exchange(statement, { ...statement, rowMode: 'array' })).toEqual([
    rows,
    rows.map((row) => Object.values(row)),
  ]);
});

test('a named statement is parsed and described once for a connection, however many rows it has', async () => {
  const rows = (count: number) => ({
    name: 'rows',
    text: 'select n from generate_series(1, $1::int) as n',
    values: [count],
  });
  expect(await exchange(rows(0))).toEqual([[]]);
  expect(await exchange(rows(2), rows(1))).toEqual([[{ n: 1 }, { n: 2 }], [{ n: 1 }]]);
  expect(said).toEqual({ parseComplete: 1, rowDescription: 1, readyForQuery: 2 });
});

test('a name that comes to stand for another text is parsed anew', async () => {
  const one = { name: 'same', text: 'select 1 as n' };
  const two = { name: 'same', text: 'select 2 as m' };
  expect(await exchange(one)).toEqual([[{ n: 1 }]]);
  expect(await exchange(two)).toEqual([[{ m: 2 }]]);
  expect(await exchange(one, two, one)).toEqual([[{ n: 1 }], [{ m: 2 }], [{ n: 1 }]]);
});

test('values leave as they were when they were said', async () => {
  const values = [['a']];
  const sent = new Exchange();
  const answer = sent.add({ text: 'select $1::text[] as list', values });
  values[0]?.push('b');
  client.query(sent);
  expect((await answer).rows).toEqual([{ list: ['a'] }]);
});

test('a time limit that the address of the database sets ends with the answer', async () => {
  const limited = new Client({ connectionString: clone.url, pipeline: true, query_timeout: 150 });
  await limited.connect();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const sent = new Exchange();
    const answer = sent.add(one);
    limited.query(sent);
    expect(vi.getTimerCount()).toBe(1);
    expect((await answer).rows).toEqual([{ n: 1 }]);
    vi.advanceTimersByTime(300);
  } finally {
    vi.useRealTimers();
  }
  expect(limited.connection.stream.destroyed).toBe(false);
  await limited.end();
});

test('what stands behind a failure is not executed, what stands before it has its answer', async () => {
  const [before, failed, behind] = await exchange(one, divide(0), one);
  expect(before).toEqual([{ n: 1 }]);
  expect(sqlState(failed)).toBe('22012');
  expect(behind).toBeInstanceOf(NotExecuted);
  expect(sqlState(behind)).toBe('22012');
  expect(await exchange(divide(3), one)).toEqual([[{ n: 2 }], [{ n: 1 }]]);
});

test('what was sent as prepared is read as such, though one of the same name fails before it', async () => {
  await exchange(divide(1));
  const answers = await Promise.all([exchange(divide(0)), exchange(divide(3))]);
  expect(answers).toEqual([[expect.any(Error)], [[{ n: 2 }]]]);
  expect(await exchange(divide(6))).toEqual([[{ n: 1 }]]);
});

test('a statement that PostgreSQL can no longer run as it was prepared is prepared anew', async () => {
  await client.query('create table boxes as select 1 as content');
  const read = { name: 'boxes', text: 'select * from boxes' };
  expect(await exchange(read)).toEqual([[{ content: 1 }]]);
  await client.query('alter table boxes alter content type text');
  const [refused] = await exchange(read);
  expect(sqlState(refused)).toBe('0A000');
  expect(await exchange(read)).toEqual([[{ content: '1' }]]);
});

test.each([
  ['one of the values cannot be written', () => [circular()], TypeError],
  [
    'there are more values than a statement can name',
    () => Array.from({ length: 65_536 }, () => 1),
    RangeError,
  ],
])('nothing leaves when %s', async (_case, values, fault) => {
  await client.query('create temporary table if not exists marks (mark text)');
  const answers = await exchange(
    { text: "insert into marks values ('left')" },
    { text: 'select $1', values: values() },
  );
  expect(answers).toEqual([expect.any(fault), expect.any(fault)]);
  expect(await exchange({ text: 'select * from marks' })).toEqual([[]]);
});

function circular() {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
}

test('an answer that cannot be read is the fault of its statement alone', async () => {
  const unreadable = {
    ...one,
    types: {
      getTypeParser: () => () => {
        throw new RangeError('unreadable');
      },
    },
  };
  expect(await exchange(unreadable, one)).toEqual([expect.any(RangeError), [{ n: 1 }]]);
});

test('an empty statement and one without rows are answered', async () => {
  expect(await exchange({ text: '' }, { text: 'set local work_mem = 64' }, one)).toEqual([
    [],
    [],
    [{ n: 1 }],
  ]);
});

test('when the connection ends, nobody knows what was executed', async () => {
  const lost = new Client({ connectionString: clone.url, pipeline: true });
  await lost.connect();
  lost.on('error', () => undefined);
  const sent = new Exchange();
  const answers = [one, { text: 'select pg_sleep(10)' }, one].map((statement) => sent.add(statement));
  lost.query(sent);
  setTimeout(() => lost.connection.stream.destroy(), 100);
  const reasons = await Promise.all(answers.map((answer) => answer.catch((error: unknown) => error)));
  expect(reasons).toHaveLength(3);
  for (const reason of reasons) {
    expect(reason).toBeInstanceOf(Error);
    expect(reason).not.toBeInstanceOf(NotExecuted);
  }
});
