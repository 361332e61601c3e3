import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Office, openOffice } from '@caseload/load/office.ts';
import { startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { createDatabaseIfMissing } from '@caseload/db/embedded/createDatabase.ts';
import { migrate } from '@caseload/db/migrate.ts';
import { seedDemo } from '../seed/seedDemo.ts';
import type { AppFigures } from './appFigures.ts';
import { planFloor } from './planFloor.ts';
import { startChild } from './startChild.ts';

export type Stage = {
  readonly office: Office;
  readonly floorUrl: string;
  askFigures(): Promise<AppFigures>;
  close(): Promise<void>;
};

const silent = () => undefined;
const program = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The demo office on an installation of its own, with the server and the floor in processes of their own. */
export async function openStage(): Promise<Stage> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'caseload-load-'));
  const opened: Array<() => Promise<unknown>> = [() => rm(dataDirectory, { recursive: true, force: true })];
  const close = async () => {
    for (const end of opened.toReversed()) await end();
  };
  try {
    const postgres = await startEmbeddedPostgres({ dataDirectory, log: silent });
    opened.push(() => postgres.stop());
    const databaseUrl = await createDatabaseIfMissing(postgres, 'caseload');
    await migrate(databaseUrl, { log: silent });
    await seedDemo({ url: databaseUrl });
    const app = await startChild(program('./appProcess.ts'), null, {
      ...process.env,
      DATABASE_URL: databaseUrl,
      CASELOAD_DATA: dataDirectory,
    });
    opened.push(app.stop);
    const office = await openOffice(app.address);
    const floorFile = program('../../load/src/floor/floorProcess.ts');
    const floor = await startChild(floorFile, planFloor(databaseUrl, office), process.env);
    opened.push(floor.stop);
    return { office, floorUrl: floor.address, askFigures: () => app.ask<AppFigures>('figures'), close };
  } catch (error) {
    await close();
    throw error;
  }
}
