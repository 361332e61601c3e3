import { Client } from 'pg';
import { reasonOf, sqlState } from './kernel/errors.ts';
import { APPLICATION_ROLES, CREATE_LEDGER, PREPARE_ROLES, recordMigration } from './migrations/ledger.ts';
import { type Migration, readMigrations } from './migrations/migrationFiles.ts';

/** The database and this program do not fit together; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

// Any number: all processes of all versions take the same advisory lock, so only one migrates at a time.
const LOCK = 4_702_188_315;

/**
 * Brings the database to this program's schema: applies what is missing, in order, each in a transaction.
 * Several processes may call it at once. Throws `MigrationError` when the database cannot be opened, is newer or differs.
 */
export async function migrate(
  url: string,
  { log, connectTimeoutMs = 10_000 }: { log: (line: string) => void; connectTimeoutMs?: number },
): Promise<void> {
  const client = new Client({
    connectionString: url,
    application_name: 'caseload-migrate',
    // An address where nobody answers, not even with no, would be waited for without end.
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // A connection lost between statements is reported by the next one; unheard, it would end the process.
  client.on('error', () => undefined);
  await client.connect().catch((cause: unknown) => {
    throw new MigrationError(`The database cannot be opened: ${reasonOf(cause)}. Check DATABASE_URL.`, {
      cause,
    });
  });
  try {
    refuseOldServer(await versionOf(client));
    const known = await readMigrations();
    if (missingFrom(await appliedMigrations(client), known).length === 0) return;
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(CREATE_LEDGER);
    await client.query(PREPARE_ROLES).catch((cause: unknown) => explainRoles(client, cause));
    for (const migration of missingFrom(await appliedMigrations(client), known)) {
      await apply(client, migration);
      log(`applied ${migration.name}`);
    }
  } finally {
    await client.end();
  }
}

/** The oldest that README promises. */
const OLDEST_SERVER = 15;

/** Throws when a server of this `server_version` is too old. */
export function refuseOldServer(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST_SERVER) return;
  throw new MigrationError(
    `The database of DATABASE_URL is PostgreSQL ${version}, and Caseload needs ${OLDEST_SERVER} or later. ` +
      'Bring that server up to date, or set DATABASE_URL to another one.',
  );
}

async function versionOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  return rows[0]?.version ?? 'unknown';
}

const NOT_ALLOWED = '42501';

async function explainRoles(client: Client, cause: unknown): Promise<never> {
  if (sqlState(cause) !== NOT_ALLOWED) throw cause;
  const { rows } = await client.query<{ name: string; there: boolean }>(
    'select quote_ident(current_user) as name, (select count(*) from pg_roles where rolname = any($1)) = $2 as there',
    [APPLICATION_ROLES, APPLICATION_ROLES.length],
  );
  const { name = '', there = false } = rows[0] ?? {};
  const remedy = there
    ? `GRANT ${APPLICATION_ROLES.join(', ')} TO ${name};`
    : `ALTER ROLE ${name} CREATEROLE;`;
  throw new MigrationError(
    `The user ${name} of DATABASE_URL may not step down to the roles of Caseload (${reasonOf(cause)}). ` +
      `Let a superuser run once: ${remedy}`,
    { cause },
  );
}

type Applied = ReadonlyMap<string, string>;

async function appliedMigrations(client: Client): Promise<Applied> {
  const ledger = await client.query("select to_regclass('caseload_meta.migrations') as name");
  if (ledger.rows[0]?.name === null) return new Map();
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from caseload_meta.migrations',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function missingFrom(applied: Applied, known: readonly Migration[]): Migration[] {
  const knownNames = new Set(known.map(({ name }) => name));
  for (const name of applied.keys()) {
    if (!knownNames.has(name)) {
      throw new MigrationError(
        `The database has migration ${name}, which this version of Caseload does not know. Start the newer version.`,
      );
    }
  }
  const missing = known.filter(({ name }) => !applied.has(name));
  for (const { name, checksum } of known) {
    if (applied.has(name) && applied.get(name) !== checksum) {
      throw new MigrationError(
        `Migration ${name} was applied in another wording than this version has. Restore the file, or the database from a backup.`,
      );
    }
  }
  return missing;
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query(recordMigration(migration));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new MigrationError(
      `Migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`,
      {
        cause: error,
      },
    );
  }
}
