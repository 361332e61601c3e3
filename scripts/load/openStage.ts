import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SignedIn, signIn } from '@caseload/load/client.ts';
import { type Office, openOffice } from '@caseload/load/office.ts';
import type { Contest } from '@caseload/load/contest.ts';
import { cityContests, officeContests } from '@caseload/load/scenarios/contests.ts';
import type { Sizes } from '@caseload/load/sizes.ts';
import type { Lifetime } from '../support/lifetime.ts';
import type { AppFigures } from './appFigures.ts';
import { cityEmailOf } from './city/cityPlan.ts';
import type { Databases } from './openDatabases.ts';
import { planFloor } from './planFloor.ts';
import { type Child, startChild } from './startChild.ts';

/** Contests and the server whose figures they tell. */
export type Stage = {
  readonly contests: readonly Contest[];
  readonly atStart: AppFigures;
  askFigures(): Promise<AppFigures>;
};

type StageOptions = {
  readonly lifetime: Lifetime;
  readonly databases: Databases;
  /** Where the servers keep uploads. */
  readonly dataDirectory: string;
  readonly sizes: Sizes;
};

const program = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const ask = (app: Child) => app.ask<AppFigures>('figures');

/** Starts the server, and what it is compared with, in processes of their own, and signs everybody in. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { databases, sizes, lifetime } = options;
  const app = await startApp(options, databases.officeUrl, 'office');
  const atStart = await ask(app);
  const office = await openOffice(app.address, sizes);
  if (databases.city === undefined) {
    const plan = planFloor(databases.officeUrl, office);
    const floor = await keepChild(lifetime, () =>
      startChild(program('../../load/src/floor/floorProcess.ts'), plan, process.env),
    );
    const contests = officeContests(office, floor.address, await management(office), sizes);
    return { contests, atStart, askFigures: () => ask(app) };
  }
  const { url, plan } = databases.city;
  const cityApp = await startApp(options, url, 'city');
  const cityAtStart = await ask(cityApp);
  const city = await openOffice(cityApp.address, sizes, cityEmailOf(plan.people));
  const contests = cityContests(office, city, plan.people, sizes);
  return { contests, atStart: cityAtStart, askFigures: () => ask(cityApp) };
}

/** Started twice: the first start after a change compiles, and holds what that took for as long as it runs. */
async function startApp({ lifetime, dataDirectory }: StageOptions, databaseUrl: string, name: string) {
  const start = () =>
    startChild(program('./appProcess.ts'), null, {
      ...process.env,
      DATABASE_URL: databaseUrl,
      CASELOAD_DATA: path.join(dataDirectory, name),
    });
  const first = await keepChild(lifetime, start);
  await first.stop();
  return keepChild(lifetime, start);
}

const keepChild = (lifetime: Lifetime, start: () => Promise<Child>) =>
  lifetime.keep(start, (child) => child.stop());

async function management({ url }: Office): Promise<Record<'supervisor' | 'admin', SignedIn>> {
  return {
    supervisor: await signIn(url, 'supervisor01@harbour.example'),
    admin: await signIn(url, 'admin@harbour.example'),
  };
}
