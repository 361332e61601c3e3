import { withClient } from '@caseload/db/embedded/connect.ts';

/** Whether the migrated database holds no organisation yet. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  // A user whom the row policies bind sees no organisation at all; for them a table that ever held a row counts.
  const { rows } = await withClient(url, (client) =>
    client.query<{ empty: boolean }>(
      `select case when rolsuper or rolbypassrls then not exists (select from organisations)
         else pg_relation_size('organisations') = 0 end as empty
       from pg_roles where rolname = current_user`,
    ),
  );
  return rows[0]?.empty ?? false;
}
