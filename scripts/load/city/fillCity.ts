import { Client } from 'pg';
import { cityEmailOf, type CityPlan, personOfShare } from './cityPlan.ts';
import { CITY_STATEMENTS as statements } from './statements.ts';
import { verifyCity } from './verifyCity.ts';

const CHUNK = 25_000;

/**
 * Fills a database that has the demo office with the rest of a city, as its superuser. Triggers are off for the
 * statements that fill it and for nothing else; what they would have seen to is checked afterwards.
 */
export async function fillCity(url: string, plan: CityPlan, log: (line: string) => void): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'caseload-load' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(
      "set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '256MB'",
    );
    const organisationId = await find(
      client,
      "select organisation_id as id from organisations where slug = 'harbour'",
    );
    const supervisorId = await find(
      client,
      "select id from employees where email = 'supervisor01@harbour.example'",
    );
    const owners = await insertPeople(client, plan);
    const indexes = await dropIndexes(client);
    for (let from = 0; from < plan.newCustomers; from += CHUNK) {
      const to = Math.min(from + CHUNK, plan.newCustomers);
      await client.query('begin; set local session_replication_role = replica');
      await client.query(statements.tell, [from, to, owners, plan.newCustomers, plan.newActions]);
      await client.query(statements.insertCustomers, [organisationId]);
      await client.query(statements.insertSearch, [organisationId]);
      await client.query(statements.insertActions, [organisationId, supervisorId]);
      await client.query('commit');
      log(
        `${to.toLocaleString('en')} of ${plan.newCustomers.toLocaleString('en')} customers with their history`,
      );
    }
    await client.query(statements.insertTags, [organisationId]);
    for (const index of indexes) await client.query(index);
    log('indexes made');
    await client.query('vacuum analyze customers, customer_search, customer_actions, employees, tags');
    await verifyCity(client, plan);
    log('checked: every customer is what its actions say');
  } finally {
    await client.end();
  }
}

async function find(client: Client, statement: string): Promise<string> {
  const id = (await client.query<{ id: string }>(statement)).rows[0]?.id;
  if (id === undefined) throw new Error('a city begins with the demo office, and this database has none');
  return id;
}

/** Resolves to the id of the person each share belongs to. */
async function insertPeople(client: Client, { people, shares }: CityPlan): Promise<string[]> {
  const { rows } = await client.query<{ id: string; email: string }>(statements.insertPeople, [people]);
  const ids = new Map(rows.map(({ id, email }) => [email, id]));
  const emailOf = cityEmailOf(people);
  return Array.from({ length: shares }, (_, share) => ids.get(emailOf(personOfShare(share))) ?? '');
}

/** Those that are no constraints, which millions of rows would have to be put into one by one. Resolves to how they are made. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid in ('customers'::regclass, 'customer_search'::regclass, 'customer_actions'::regclass)
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}
