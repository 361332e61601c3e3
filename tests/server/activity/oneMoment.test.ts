import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { exportActivity } from '@caseload/server/activity/exportActivity.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { cameFromElsewhere, takeTransactions } from '../../support/elsewhere.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';

let clone: TestDatabase;
let cast: Cast;
let database: Database;
let quick: Client;
let slow: Client;
beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  database = openDatabase({ url: clone.url, max: 2, connectTimeoutMs: 5_000 });
  [quick, slow] = [new Client({ connectionString: clone.url }), new Client({ connectionString: clone.url })];
  await Promise.all([quick.connect(), slow.connect()]);
});
afterAll(async () => {
  await Promise.all([quick?.end(), slow?.end()]);
  await database?.close();
  await clone?.drop();
});

const say = (client: Client, customer: string, texts: readonly string[]) =>
  client.query(
    `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, comment, via, operation_id)
     select $1, gen_random_uuid(), $2, 'comment', $3, text, 'api', gen_random_uuid() from unnest($4::text[]) as text`,
    [cast.harbour.organisationId, customer, cast.harbour.admin.id, texts],
  );
const many = (count: number) => Array.from({ length: count }, () => 'quick');

/** A file of which the first page was read. */
async function begin(filter: ActivityFilter) {
  const { organisationId } = cast.harbour;
  const { table, total } = await exportActivity({ database, organisationId, filter });
  return {
    total,
    async comments() {
      const comments: Array<string | null> = [];
      for await (const page of table.pages) comments.push(...page.map(({ action }) => action.comment));
      return comments;
    },
  };
}

test.each([
  ['of everybody', () => ({})],
  ['of a person', () => ({ actor: cast.harbour.admin.id })],
  ['of a customer', (customer: string) => ({ customer })],
] satisfies [string, (customer: string) => ActivityFilter][])(
  'the history %s has nothing of what is saved while it is read, also when it was begun before',
  async (kind, filterOf) => {
    const [customer = ''] = await createCustomers(clone.url, cast.harbour, [{}]);
    await slow.query('begin');
    await say(slow, customer, [`slow ${kind}`]);
    await say(quick, customer, many(120));
    await say(slow, customer, [`slow ${kind}`]);
    await say(quick, customer, [`newest ${kind}`]);
    const file = await begin(filterOf(customer));
    await slow.query('commit');
    await say(quick, customer, [`later ${kind}`]);
    const comments = await file.comments();
    expect(comments).toHaveLength(file.total);
    expect(comments.filter((comment) => comment?.endsWith(kind))).toEqual([`newest ${kind}`]);
  },
);

test('actions from before a restore stay in the file, whichever transactions there are by now', async () => {
  const [old = '', other = ''] = await createCustomers(clone.url, cast.harbour, [{}, {}]);
  await say(quick, old, many(250));
  await cameFromElsewhere(clone.url, [old]);
  await say(quick, other, many(120));
  await slow.query('begin');
  await slow.query('select pg_current_xact_id()');
  const file = await begin({});
  await slow.query('commit');
  await takeTransactions(clone.url, 200);
  expect(await file.comments()).toHaveLength(file.total);
});
