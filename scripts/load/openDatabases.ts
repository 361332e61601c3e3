import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabaseIfMissing } from '@caseload/db/embedded/createDatabase.ts';
import { startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '@caseload/db/migrate.ts';
import { seedDemo } from '../seed/seedDemo.ts';
import type { Lifetime } from '../support/lifetime.ts';
import { ownDataDirectory } from '../support/ownDataDirectory.ts';
import type { CityPlan } from './city/cityPlan.ts';
import { openCity } from './city/openCity.ts';
import { removeDatabase } from './onServer.ts';

export type Databases = {
  readonly officeUrl: string;
  readonly city: { readonly url: string; readonly plan: CityPlan } | undefined;
};

export type DatabaseOptions = {
  readonly lifetime: Lifetime;
  /** Undefined for no city. */
  readonly plan: CityPlan | undefined;
  /** Where a city is kept. */
  readonly keptIn: string;
  readonly log: (line: string) => void;
};

const OFFICE = 'office';

/** A fresh demo office, and beside it a city where one is wanted, on an embedded server of their own. */
export async function openDatabases({ lifetime, plan, keptIn, log }: DatabaseOptions): Promise<Databases> {
  const dataDirectory = plan === undefined ? await temporaryDirectory(lifetime) : keptIn;
  await lifetime.keep(
    () => ownDataDirectory(dataDirectory),
    (lock) => lock.release(),
  );
  const server = await lifetime.keep(
    () => startEmbeddedPostgres({ dataDirectory, log: () => undefined }),
    (started) => started.stop(),
  );
  const city = plan && { url: await openCity(server, plan, log), plan };
  log('Making an office of 18,000 customers …');
  await removeDatabase(server, OFFICE);
  const officeUrl = await createDatabaseIfMissing(server, OFFICE);
  await migrate(officeUrl, { log: () => undefined });
  await seedDemo({ url: officeUrl });
  return { officeUrl, city };
}

const temporaryDirectory = (lifetime: Lifetime) =>
  lifetime.keep(
    () => mkdtemp(path.join(tmpdir(), 'caseload-load-')),
    (directory) => rm(directory, { recursive: true, force: true, maxRetries: 5 }),
  );
