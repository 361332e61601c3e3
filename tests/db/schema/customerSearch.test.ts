import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCast, createCustomers } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';

let database: TestDatabase;
let client: Client;
let ids: readonly string[];

beforeAll(async () => {
  database = await cloneDatabase();
  const { harbour } = await createCast(database.url);
  ids = await createCustomers(
    database.url,
    harbour,
    Array.from({ length: 20 }, (_, i) => ({ name: `Bakery ${i}` })),
  );
  client = new Client({ connectionString: database.url });
  await client.connect();
  // What is looked at here is one trigger; the history is looked at elsewhere.
  await client.query('alter table customers disable trigger customers_change_has_action');
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

/** Customers that a search finds by something else than their texts, or not at all. */
const strayed = async () =>
  (
    await client.query(`select c.id from customers c full join customer_search s
      on s.organisation_id = c.organisation_id and s.customer_id = c.id where s.search is distinct from c.search`)
  ).rows;
const entries = async () =>
  (await client.query('select customer_id, xmin::text, search from customer_search order by 1')).rows;

test('every customer is found by the texts it has now', async () => {
  expect(await entries()).toHaveLength(20);
  expect(await strayed()).toEqual([]);
  await client.query("update customers set name = 'Mill', email = 'mill@x.example' where id = $1", [ids[0]]);
  await client.query("update customers set phone = '030 4711' where id = any($1)", [ids.slice(1, 4)]);
  await client.query('update customers set email = null');
  expect(await strayed()).toEqual([]);
  const found = (await entries()).filter(({ search }) => search.includes('0304711'));
  expect(found.map(({ customer_id: id }) => id).toSorted()).toEqual(ids.slice(1, 4).toSorted());
});

test('what changes no text writes nothing into the index of texts', async () => {
  const before = await entries();
  await client.query(
    "update customers set name = name, notes = 'else', priority = 'high', assigned_to = null",
  );
  expect(await entries()).toEqual(before);
});
