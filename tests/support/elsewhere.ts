import { Client } from 'pg';

/**
 * Makes the actions of customers look restored from another cluster: they name transactions of that one, of which half
 * will begin here next and half are far ahead, and were written by an earlier one of this.
 */
export const cameFromElsewhere = (url: string, customers: readonly string[]) =>
  withClient(url, async (client) => {
    await client.query('set session_replication_role = replica');
    await client.query(
      `update customer_actions a
       set transaction_id = (pg_current_xact_id()::text::bigint + n / 2 + n % 2 * 1000000000000)::text::xid8
       from (select id, row_number() over (order by position) as n from customer_actions
         where customer_id = any($1::uuid[])) as named
       where a.id = named.id`,
      [customers],
    );
  });

/** Has the rows of customers written once more, as they are. */
export const writeAnew = (url: string, customers: readonly string[]) =>
  withClient(url, async (client) => {
    await client.query('set session_replication_role = replica');
    await client.query('update customers set version = version where id = any($1::uuid[])', [customers]);
  });

/** Begins and ends so many transactions. */
export const takeTransactions = (url: string, count: number) =>
  withClient(url, async (client) => {
    for (let i = 0; i < count; i += 1) await client.query('select pg_current_xact_id()');
  });

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
