import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Result } from '@caseload/load/report/result.ts';
import { FULL_SIZES } from '@caseload/load/sizes.ts';
import { readConfig } from '@caseload/server/config.ts';
import { planCity } from './load/city/cityPlan.ts';
import { holdContest } from './load/holdContest.ts';
import { openDatabases } from './load/openDatabases.ts';
import { namedLike } from './load/namedLike.ts';
import { openStage } from './load/openStage.ts';
import { type LoadArguments, readArguments } from './load/readArguments.ts';
import { openResults } from './load/results.ts';
import { settingOf } from './load/settingOf.ts';
import { describeFault } from './support/fatal.ts';
import { beginLifetime, Stopped } from './support/lifetime.ts';
import { inRepository } from './support/repository.ts';
import { stopRequest } from './support/stopRequest.ts';

// npm run load: Caseload beside a bare server with the same SQL, or an office beside a city, asked for the same work
// in turns.
const log = (line: string) => void process.stdout.write(`${line}\n`);
const lifetime = beginLifetime();
const stopped = stopRequest().then(() => 'stopped' as const);

try {
  const found = await Promise.race([run(readArguments(process.argv.slice(2))), stopped]);
  if (found === 'stopped') process.exitCode = 130;
  else if (hasFailed(found)) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof Stopped)) process.stderr.write(`${describeFault(error)}\n`);
  process.exitCode = 1;
}
await lifetime.end().catch((error: unknown) => {
  process.stderr.write(`${describeFault(error)}\n`);
  process.exitCode = 1;
});
// Clients that were interrupted may still hold a socket or a timer.
process.exit();

async function run(asked: LoadArguments): Promise<Result> {
  const { dataDirectory } = readConfig(process.env);
  const uploads = await lifetime.keep(
    () => mkdtemp(path.join(tmpdir(), 'caseload-load-')),
    (directory) => rm(directory, { recursive: true, force: true }),
  );
  const databases = await openDatabases({
    lifetime,
    plan: asked.size === 'city' ? planCity(asked.customers) : undefined,
    keptIn: path.resolve(dataDirectory, 'load'),
    log,
  });
  const stage = await openStage({ lifetime, databases, dataDirectory: uploads, sizes: FULL_SIZES });
  const found: Result = { contests: [] };
  for (const contest of namedLike(asked.only, stage.contests)) {
    log(`${contest.name} …`);
    const held = await holdContest(contest, stage, asked).catch((fault: unknown) => {
      log(`could not be held: ${describeFault(fault)}`);
      process.exitCode = 1;
    });
    if (held !== undefined) found.contests.push({ ...held, setting: settingOf(asked, contest) });
  }
  const results = await openResults(inRepository('load', 'results'), asked.size);
  log(`\n${results.tableOf(found)}`);
  await results.write(found, asked.save);
  return found;
}

function hasFailed({ contests }: Result): boolean {
  return contests.some(({ contenders }) =>
    contenders.some(({ failures }) => Object.keys(failures).length > 0),
  );
}
