import { CREATE_LEDGER, PREPARE_ROLES, recordMigration } from './migrations/ledger.ts';
import { readMigrations } from './migrations/migrationFiles.ts';

const HEADER = `-- The whole schema of Caseload, for an empty PostgreSQL 15 or later: psql -v ON_ERROR_STOP=1 -f database_schema.sql
-- Written by \`npm run db:schema\` from db/migrations; a test holds it against them. Do not edit.`;

/** The text of \`database_schema.sql\`: every migration and its entry in the ledger, in one transaction. */
export async function schemaFileText(): Promise<string> {
  const migrations = await readMigrations();
  const parts = migrations.map(
    (migration) => `-- ${migration.name}\n\n${migration.text.trim()}\n\n${recordMigration(migration)}`,
  );
  return [HEADER, 'begin;', CREATE_LEDGER, PREPARE_ROLES, ...parts, 'commit;', '']
    .join('\n\n')
    .replace(/\n+$/u, '\n');
}
