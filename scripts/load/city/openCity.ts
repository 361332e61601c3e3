import { escapeIdentifier } from 'pg';
import { createDatabaseIfMissing } from '@caseload/db/embedded/createDatabase.ts';
import type { EmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '@caseload/db/migrate.ts';
import { seedDemo } from '../../seed/seedDemo.ts';
import { onServer, removeDatabase } from '../onServer.ts';
import { type CityPlan, cityNameOf } from './cityPlan.ts';
import { fillCity } from './fillCity.ts';

const UNFINISHED = 'city_unfinished';

/**
 * The database of a city, made by an earlier run or now. One of the same size that another schema had is removed:
 * each takes gigabytes. Resolves to its URL.
 */
export async function openCity(
  server: EmbeddedPostgres,
  plan: CityPlan,
  log: (line: string) => void,
): Promise<string> {
  const name = await cityNameOf(plan);
  const names = await listDatabases(server);
  if (names.includes(name)) return server.url(name);
  const sizeName = `city_${plan.customers}_`;
  for (const other of names.filter((one) => one === UNFINISHED || one.startsWith(sizeName)))
    await removeDatabase(server, other);
  log(`Making a city of ${plan.customers.toLocaleString('en')} customers, which later runs will find here …`);
  const url = await createDatabaseIfMissing(server, UNFINISHED);
  await migrate(url, { log: () => undefined });
  await seedDemo({ url });
  await fillCity(url, plan, log);
  // Its name says that it is complete.
  await onServer(server, `alter database ${UNFINISHED} rename to ${escapeIdentifier(name)}`);
  return server.url(name);
}

async function listDatabases(server: EmbeddedPostgres): Promise<string[]> {
  const rows = await onServer(server, 'select datname as name from pg_database');
  return rows.map(({ name }) => name);
}
