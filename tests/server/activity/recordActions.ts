import { randomUUIDv7 } from 'node:crypto';
import { Client } from 'pg';
import type { Company } from '../../support/cast.ts';

/**
 * Many actions of one customer, straight into the table: comments of two people in turn, a minute apart and
 * all before today, the last one newest. The trigger that dates comments is off meanwhile.
 */
export async function recordComments(
  url: string,
  company: Company,
  customers: readonly string[],
  { count, text = 'a comment' }: { count: number; text?: string },
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('alter table customer_actions disable trigger customer_actions_tie');
    await client.query(
      `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, comment, via, operation_id, created_at)
       select $1, gen_random_uuid(), ($2::uuid[])[1 + n % cardinality($2::uuid[])], 'comment',
         case when n % 2 = 0 then $3::uuid else $4::uuid end, $5 || ' ' || n,
         case when n % 3 = 0 then 'api' else 'browser' end, $6 || n,
         date_trunc('day', now()) - make_interval(mins => $7::int - n)
       from generate_series(1, $7::int) n`,
      [
        company.organisationId,
        customers,
        company.employee.id,
        company.colleague.id,
        text,
        randomUUIDv7(),
        count,
      ],
    );
    await client.query('alter table customer_actions enable trigger customer_actions_tie');
    await client.query('commit');
    await client.query('analyze customer_actions');
  } finally {
    await client.end();
  }
}
