/** Where applied migrations are written down. Outside `public`, which holds the tenants' tables only. */
export const CREATE_LEDGER = `
create schema if not exists caseload_meta;
create table if not exists caseload_meta.migrations (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default clock_timestamp()
);
`.trim();

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

export const recordMigration = (migration: { name: string; checksum: string }) =>
  `insert into caseload_meta.migrations (name, checksum) values (${quote(migration.name)}, ${quote(migration.checksum)});`;
