import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { type Measured, measure, mediansOf } from '@caseload/load/measure.ts';
import { chartOf } from '@caseload/load/report/chart.ts';
import { type Result, result } from '@caseload/load/report/result.ts';
import { tableOf } from '@caseload/load/report/table.ts';
import { type Contest, contestsOf } from '@caseload/load/scenarios/contests.ts';
import { openStage, type Stage } from './load/openStage.ts';
import { readArguments } from './load/readArguments.ts';
import { inRepository } from './support/repository.ts';

// npm run load: Caseload beside a bare server with the same SQL, both asked for the same work in turns.
const { seconds, rounds, only, save } = readArguments(process.argv.slice(2));
const log = (line: string) => void process.stdout.write(`${line}\n`);
const results = inRepository('load', 'results');

log('Making an office of 18,000 customers …');
const stage = await openStage();
try {
  const contests = contestsOf(stage.office, stage.floorUrl).filter(({ name }) => name.includes(only));
  const found: Result = { setting: settingOf(), contests: [] };
  for (const contest of contests) {
    log(`${contest.name} …`);
    found.contests.push(await hold(contest, stage));
  }
  log(`\n${tableOf(found, await readBaseline())}`);
  await mkdir(results, { recursive: true });
  await writeFile(inRepository('load', 'results', 'latest.html'), chartOf(found));
  if (save) {
    await writeFile(inRepository('load', 'results', 'baseline.json'), `${JSON.stringify(found, null, 2)}\n`);
    await writeFile(inRepository('load', 'results', 'baseline.md'), `# Load\n\n${tableOf(found)}\n`);
  }
  const hasFailed = found.contests.some(({ contenders }) =>
    contenders.some(({ failures }) => Object.keys(failures).length > 0),
  );
  if (hasFailed) process.exitCode = 1;
} finally {
  await stage.close();
}

/** Rounds in turns, so that what the machine does meanwhile meets everybody alike. */
async function hold(
  { name, scenarios }: Contest,
  { askFigures }: Stage,
): Promise<Result['contests'][number]> {
  const measured = scenarios.map((): Measured[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, scenario] of scenarios.entries())
      measured[index]?.push(await measure(scenario, seconds));
  const { residentMb, eventLoopP99Ms } = await askFigures();
  const contenders = scenarios.map((scenario, index) => ({
    name: scenario.name,
    ...mediansOf(measured[index] ?? []),
  }));
  return { name, contenders, residentMb, eventLoopP99Ms };
}

function settingOf(): string {
  const [processor] = cpus();
  return (
    `${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'} for load, server and database; ` +
    `Node ${process.versions.node}, PostgreSQL 18 embedded, fsync on; medians of ${rounds} rounds of ${seconds} s.`
  );
}

async function readBaseline(): Promise<Result | undefined> {
  const text = await readFile(inRepository('load', 'results', 'baseline.json'), 'utf8').catch(
    () => undefined,
  );
  return text === undefined ? undefined : result.parse(JSON.parse(text));
}
