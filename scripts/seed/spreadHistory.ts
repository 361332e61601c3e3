import { Client } from 'pg';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';

/**
 * Spreads the demo's history over the time between a customer's first day and now, in office hours. Triggers
 * give every action the moment it is written, which for a seed is one and the same minute; only who may switch
 * triggers off (the superuser of the embedded server) can tell the demo's invented past. Elsewhere it stays as it is.
 * The last of the seed's transaction, for a demo that is there is never seeded again.
 */
export async function spreadHistory(tx: Transaction): Promise<void> {
  // Until the transaction ends the user who signed in, under no policy; everybody may step back to that.
  const [, [user]] = await tx.together([
    tx.raw("select set_config('role', 'none', true)", []),
    tx.rows<{ superuser: boolean }>(
      'select rolsuper as superuser from pg_roles where rolname = session_user',
      [],
    ),
  ]);
  if (user?.superuser !== true) return;
  for (const statement of SPREAD) await tx.raw(statement, []);
}

/** So that the first lists are planned with statistics and no list of late entries has to be walked. */
export async function settle(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'caseload-seed' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('vacuum analyze customers, customer_actions, employees, statuses, mentions, tags');
  } finally {
    await client.end();
  }
}

/**
 * The first action is the customer's making; the n-th of the others lies in the n-th part of the days since, at
 * a moment its id decides, so that the order is kept. Within a day the hours are those of an office, except
 * today, which ends now. What somebody was mentioned in some days ago counts as read.
 */
const SPREAD = [
  'set local session_replication_role = replica',
  `create temporary table told on commit drop as
  with numbered as (
    select a.organisation_id, a.id, a.customer_id, a.customer_version, c.version, c.created_at as made_at,
      row_number() over trail as place, count(*) over (partition by a.organisation_id, a.customer_id) as length,
      ('x' || left(md5(a.id::text), 8))::bit(32)::bigint / 4294967296.0 as chance
    from customer_actions a join customers c on c.organisation_id = a.organisation_id and c.id = a.customer_id
    where a.via = 'seed'
    window trail as (partition by a.organisation_id, a.customer_id order by a.position)
  ), spread as (
    select *, date_trunc('day', made_at) + interval '1 day'
      + (now() - date_trunc('day', made_at) - interval '1 day') * ((place - 2 + chance) / (length - 1.0)) as moment
    from numbered where place > 1
    union all
    select *, made_at from numbered where place = 1
  )
  select organisation_id, id, customer_id, customer_version = version as is_latest,
    case when place = 1 or moment >= date_trunc('day', now()) then moment
      else date_trunc('day', moment) + interval '8 hours' + (moment - date_trunc('day', moment)) * (9 / 24.0) end
      + place * interval '1 microsecond' as told_at
  from spread`,
  `update customer_actions a set created_at = told_at from told
  where a.organisation_id = told.organisation_id and a.id = told.id`,
  `update customers c set updated_at = told_at from told
  where is_latest and c.organisation_id = told.organisation_id and c.id = told.customer_id`,
  `update mentions m set created_at = told_at,
    read_at = case when told_at < now() - interval '4 days' then told_at + interval '1 hour' end
  from told where m.organisation_id = told.organisation_id and m.action_id = told.id`,
];
