import { Client, type QueryResultRow } from 'pg';

/** Rows as the superuser sees them: past every policy, so that tests can look at what is really stored. */
export async function rowsOf<R extends QueryResultRow>(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

type TrailRow = {
  type: string;
  changes: Array<{ field: string; from: unknown; to: unknown }>;
  customer_version: number;
  via: string;
  same_time: boolean | null;
};

/** A customer's changes in order, each with whether its time is that of the row as it was saved. */
export const trailOf = (url: string, customerId: string) =>
  rowsOf<TrailRow>(
    url,
    `select a.type, a.changes, a.customer_version, a.via,
       case when a.customer_version = c.version then a.created_at = c.updated_at end as same_time
     from customer_actions a join customers c on c.organisation_id = a.organisation_id and c.id = a.customer_id
     where a.customer_id = $1 and a.customer_version is not null order by a.position`,
    [customerId],
  );
