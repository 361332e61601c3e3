import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { exportCustomers } from '@caseload/server/exports/exportCustomers.ts';
import { createCustomers } from '../../support/cast.ts';
import { cameFromElsewhere, takeTransactions, writeAnew } from '../../support/elsewhere.ts';
import { parseCsv } from '../activity/parseCsv.ts';
import { everybodysList } from '../assignedWork/explain.ts';
import { importText } from '../imports/importText.ts';
import { type Office, openOffice } from '../people/office.ts';

let office: Office;
let database: Database;
beforeAll(async () => {
  office = await openOffice();
  database = openDatabase({ url: office.database.url, max: 2, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await database?.close();
  await office?.close();
});

const make = (count: number, status: string, name = 'there') =>
  createCustomers(
    office.database.url,
    office.cast.harbour,
    Array.from({ length: count }, () => ({ name, status })),
  );

/** A file of all customers in a state, of which the first page was read. */
async function begin(status: string, text?: string) {
  const { organisationId: id } = office.cast.harbour;
  const { table, total } = await exportCustomers({
    database,
    organisation: { id, name: 'Harbour', statuses: [], customFields: [] },
    list: { ...everybodysList(id, [status]), text, sort: 'createdAt' },
  });
  return {
    total,
    async names() {
      const names: string[] = [];
      for await (const page of table.pages) names.push(...page.map(({ name }) => name));
      return names;
    },
  };
}

test('a customer whose time of creation lies ahead is in the file', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const { harbour } = office.cast;
  await importText(database, harbour, `name,createdAt\nEarly,2020-01-01\nAhead,${tomorrow}\nFar,2999-01-01`);
  const answer = await office.ada.get('/api/customers.csv').buffer(true).expect(200);
  expect(parseCsv(answer.text).map((row) => row['name'])).toEqual(['Early', 'Ahead', 'Far']);
  expect(answer.headers['x-total-count']).toBe('3');
});

test.each(['in order', 'searched'])(
  'what is saved while a file is read, %s, is not in it, also when it was begun before',
  async (how) => {
    const status = how === 'searched' ? 'waiting' : 'escalated';
    await make(150, status);
    const slow = await openImport(status);
    await slow.add('there, but late');
    await make(150, status);
    await slow.add('there, but late');
    const file = await begin(status, how === 'searched' ? 'there' : undefined);
    await slow.save();
    await make(1, status, 'there, but later');
    expect(new Set(await file.names())).toEqual(new Set(['there']));
    const again = await begin(status);
    expect(await again.names()).toHaveLength(again.total);
    expect([file.total, again.total]).toEqual([300, 303]);
  },
);

test('customers from before a restore stay in the file, whichever transactions there are by now', async () => {
  const ids = await make(600, 'in_progress');
  await cameFromElsewhere(office.database.url, ids.slice(200, 400));
  const open = new Client({ connectionString: office.database.url });
  await open.connect();
  await open.query('begin');
  await open.query('select pg_current_xact_id()');
  const file = await begin('in_progress');
  await open.query('commit');
  await open.end();
  await takeTransactions(office.database.url, 120);
  await writeAnew(office.database.url, ids);
  expect(await file.names()).toHaveLength(600);
  expect(file.total).toBe(600);
});

/** An import that makes one customer at a time and is saved when the test says so. */
async function openImport(status: string) {
  const { organisationId, admin } = office.cast.harbour;
  const client = new Client({ connectionString: office.database.url });
  await client.connect();
  await client.query('begin');
  return {
    async add(name: string) {
      // What is written in a savepoint has a number of its own, of which snapshots know nothing.
      await client.query('savepoint one');
      await client.query(
        `with made as (
           insert into customers (organisation_id, id, name, status) values ($1, gen_random_uuid(), $2, $3) returning id)
         select set_config('test.made', id::text, true) from made`,
        [organisationId, name, status],
      );
      await client.query(
        `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, customer_version, via, operation_id)
         values ($1, gen_random_uuid(), current_setting('test.made')::uuid, 'import', $2, 1, 'import', gen_random_uuid())`,
        [organisationId, admin.id],
      );
    },
    async save() {
      await client.query('commit');
      await client.end();
    },
  };
}
