/** Where applied migrations are written down. Outside `public`, which holds the tenants' tables only. */
export const CREATE_LEDGER = `
create schema if not exists caseload_meta;
create table if not exists caseload_meta.migrations (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default clock_timestamp()
);
`.trim();

export const APPLICATION_ROLES = ['caseload_app', 'caseload_search'];

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * The roles the application steps down to, which belong to the whole server: another database may have made them, even
 * at this moment. Whoever makes a role may not take it by that alone since PostgreSQL 16, and the first migration, which
 * makes them too, does not see to it.
 */
export const PREPARE_ROLES = `
do $$
declare
  role_name text;
begin
  foreach role_name in array array[${APPLICATION_ROLES.map(quote).join(', ')}] loop
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I nologin noinherit', role_name);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
    if current_setting('server_version_num')::integer < 160000 then
      if not pg_has_role(current_user, role_name, 'member') then
        execute format('grant %I to current_user', role_name);
      end if;
    elsif not pg_has_role(current_user, role_name, 'set') then
      execute format('grant %I to current_user with set true', role_name);
    end if;
  end loop;
end
$$;
`.trim();

export const recordMigration = (migration: { name: string; checksum: string }) =>
  `insert into caseload_meta.migrations (name, checksum) values (${quote(migration.name)}, ${quote(migration.checksum)});`;
