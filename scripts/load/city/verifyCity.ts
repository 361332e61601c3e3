import type { Client } from 'pg';
import type { CityPlan } from './cityPlan.ts';

// What the switched-off triggers and constraints would have seen to. Each counts what is wrong.
const FAULTS: Readonly<Record<string, string>> = {
  'customers without an action of their version and its time': `
    select count(*) from customers c where not exists (select from customer_actions a
      where a.organisation_id = c.organisation_id and a.customer_id = c.id
        and a.customer_version = c.version and a.created_at = c.updated_at)`,
  'customers whose versions have a gap or go on': `
    select count(*) from customers c join (
      select organisation_id, customer_id, count(customer_version) as versions, max(customer_version) as latest
      from customer_actions group by 1, 2) a on a.organisation_id = c.organisation_id and a.customer_id = c.id
    where a.versions <> c.version or a.latest <> c.version`,
  'customers that differ from what their actions say': `
    select count(*) from customers c join (
      select distinct on (organisation_id, customer_id, field) organisation_id, customer_id, field, change ->> 'to' as latest
      from customer_actions, jsonb_array_elements(changes) as change, lateral (select change ->> 'field' as field) as f
      where field in ('status', 'assignedTo', 'priority', 'name')
      order by organisation_id, customer_id, field, customer_version desc) a
      on a.organisation_id = c.organisation_id and a.customer_id = c.id
    where a.latest is distinct from case a.field when 'status' then c.status when 'assignedTo' then c.assigned_to::text
      when 'name' then c.name else c.priority::text end`,
  'actions of customers that do not exist': `
    select count(*) from customer_actions a left join customers c on c.organisation_id = a.organisation_id
      and c.id = a.customer_id where c.id is null`,
  'customers of nobody who exists or with an unknown status': `
    select count(*) from customers c
      left join employees e on e.organisation_id = c.organisation_id and e.id = c.assigned_to
      left join statuses s on s.organisation_id = c.organisation_id and s.key = c.status
    where s.key is null or (c.assigned_to is not null and e.id is null)`,
  'actions of nobody who exists': `
    select count(*) from customer_actions a left join employees e on e.organisation_id = a.organisation_id
      and e.id = a.actor_id where e.id is null`,
  'tags that are not remembered': `
    select count(*) from (select distinct organisation_id, tag as name from customers, unnest(tags) as tag
      except select organisation_id, name from tags) as missing`,
  'customers that a search would not find': `
    select count(*) from customers c full join customer_search s
      on s.organisation_id = c.organisation_id and s.customer_id = c.id where s.search is distinct from c.search`,
  'triggers that are switched off': `
    select count(*) from pg_trigger where tgenabled <> 'O' and tgrelid in ('customers'::regclass, 'customer_actions'::regclass)`,
};

/** Throws with what is wrong with a city that was just made. */
export async function verifyCity(client: Client, plan: CityPlan): Promise<void> {
  const counted = async (statement: string) =>
    Number((await client.query<{ count: string }>(statement)).rows[0]?.count);
  const [customers, actions] = [
    await counted('select count(*) from customers'),
    await counted('select count(*) from customer_actions'),
  ];
  if (customers !== plan.customers || actions !== plan.actions)
    throw new Error(`the city has ${customers} customers and ${actions} actions`);
  for (const [what, statement] of Object.entries(FAULTS)) {
    const found = await counted(statement);
    if (found !== 0) throw new Error(`the city has ${found} ${what}`);
  }
}
