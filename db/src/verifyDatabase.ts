import type { Database } from './kernel/openDatabase.ts';

/** The connection would see more than it may; the message says what to change. */
export class UnsafeDatabase extends Error {
  override readonly name = 'UnsafeDatabase';
}

const PROBE = `
  select
    (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as bypasses,
    (select count(*)::int from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity)) as open_tables,
    (select count(*)::int from pg_class where relnamespace = 'public'::regnamespace
      and pg_has_role(current_user, relowner, 'usage')) as owned,
    (select secret from caseload_meta.installation) as secret`;

const NOBODY = { organisationId: '00000000-0000-0000-0000-000000000000' };

/**
 * Refuses a database in which row-level security would not hold for this connection. Returns the
 * installation's secret, which all its processes share.
 */
export async function verifyDatabase(database: Database): Promise<{ secret: string }> {
  const [answer] = await database.read(NOBODY, (tx) => [tx.raw(PROBE, [])]);
  const row: { bypasses: boolean; open_tables: number; owned: number; secret: string } = answer.rows[0];
  if (row.bypasses) {
    throw new UnsafeDatabase(
      'The role of the application is a superuser or has BYPASSRLS, so organisations would see each other. Take both away: ALTER ROLE caseload_app NOSUPERUSER NOBYPASSRLS.',
    );
  }
  if (row.owned > 0)
    throw new UnsafeDatabase('The role of the application owns tables; it must own nothing.');
  if (row.open_tables > 0) throw new UnsafeDatabase('A table is without forced row-level security.');
  return { secret: row.secret };
}
