import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measured, prepareScenarios, runScenario } from '@caseload/load/scenarios.ts';
import { startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { createDatabaseIfMissing } from '@caseload/db/embedded/createDatabase.ts';
import { migrate } from '@caseload/db/migrate.ts';
import { readConfig } from '@caseload/server/config.ts';
import { startServer } from '@caseload/server/startServer.ts';
import { seedDemo } from './seed/seedDemo.ts';

// npm run load [-- SECONDS]: the demo office on an installation of its own, under load from this process.
const seconds = Number(process.argv[2] ?? 5);
const silent = () => undefined;
const log = (line: string) => void process.stdout.write(`${line}\n`);

const dataDirectory = await mkdtemp(join(tmpdir(), 'caseload-load-'));
const postgres = await startEmbeddedPostgres({ dataDirectory, log: silent });
try {
  log('Making an office of 18,000 customers …');
  const databaseUrl = await createDatabaseIfMissing(postgres, 'caseload');
  await migrate(databaseUrl, { log: silent });
  await seedDemo({ url: databaseUrl });
  const config = readConfig({
    ...process.env,
    NODE_ENV: 'production',
    PORT: '0',
    RATE_LIMIT_MAX: '999999999',
    RATE_LIMIT_SIGN_IN_MAX: '999999999',
  });
  const server = await startServer({ config, databaseUrl });
  try {
    log(
      `${cpus().length} processors for load, server and database; Node ${process.versions.node}; ${seconds} s a scenario\n`,
    );
    const measured: Measured[] = [];
    for (const scenario of await prepareScenarios(server.address)) {
      measured.push(await runScenario(server.address, scenario, seconds));
    }
    log(tableOf(measured));
    if (measured.some(({ failures }) => failures > 0)) process.exitCode = 1;
  } finally {
    await server.stop();
  }
} finally {
  await postgres.stop();
  await rm(dataDirectory, { recursive: true, force: true });
}

function tableOf(rows: readonly Measured[]): string {
  const head =
    '| scenario | requests a second | p50 ms | p97.5 ms | p99 ms | failures |\n| --- | --- | --- | --- | --- | --- |';
  const lines = rows.map(
    ({ name, perSecond, p50, p975, p99, failures }) =>
      `| ${name} | ${Math.round(perSecond)} | ${p50} | ${p975} | ${p99} | ${failures} |`,
  );
  return [head, ...lines].join('\n');
}
