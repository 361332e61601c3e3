import { migrate } from '@caseload/db/migrate.ts';
import { readConfig } from '@caseload/server/config.ts';
import { describeFault } from './support/fatal.ts';

// npm run db:migrate: for a database of one's own; the embedded one is migrated at every start.
const log = (line: string) => void process.stdout.write(`${line}\n`);
try {
  const { databaseUrl, pool } = readConfig(process.env);
  if (databaseUrl === undefined)
    throw new Error('Set DATABASE_URL. The embedded database is migrated by npm start.');
  await migrate(databaseUrl, { log, connectTimeoutMs: pool.connectTimeoutMs });
  log('The database is up to date.');
} catch (error) {
  process.stderr.write(`${describeFault(error)}\n`);
  process.exitCode = 1;
}
