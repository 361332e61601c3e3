import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contest } from '@caseload/load/contest.ts';
import { planCity } from '@caseload/scripts/load/city/cityPlan.ts';
import { fillCity } from '@caseload/scripts/load/city/fillCity.ts';
import { holdContest } from '@caseload/scripts/load/holdContest.ts';
import { openStage, type Stage } from '@caseload/scripts/load/openStage.ts';
import { openResults } from '@caseload/scripts/load/results.ts';
import { seedDemo } from '@caseload/scripts/seed/seedDemo.ts';
import { beginLifetime } from '@caseload/scripts/support/lifetime.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';

// Whether every kind of work still runs and is answered as it should be. How fast is not for a test to say.

const SIZES = {
  people: 2,
  customersEach: 4,
  readers: 2,
  writers: 3,
  crowds: [3],
  thinkMs: [10, 50],
  signIns: 3,
  batches: [20],
  imports: [30],
} as const;
/** Seconds of a turn: the next is tried where the machine had no answer at all ready in one. */
const TURNS = [0.4, 4, 20] as const;
const CITY = planCity(19_700);

const lifetime = beginLifetime();
let directory: string;
let office: TestDatabase;
let city: TestDatabase;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'caseload-load-test-'));
  office = await cloneDatabase();
  await seedDemo({ url: office.url });
  city = await cloneDatabase(new URL(office.url).pathname.slice(1));
}, 120_000);

afterAll(async () => {
  await lifetime.end();
  await office.drop();
  await city.drop();
  await rm(directory, { recursive: true, force: true });
});

/** Holds the contests whose name has one of the words. */
async function hold(plan: typeof CITY | undefined, words: readonly string[]) {
  const stage = await openStage({
    lifetime,
    databases: { officeUrl: office.url, city: plan && { url: city.url, plan } },
    dataDirectory: directory,
    sizes: SIZES,
  });
  const contests = [];
  for (const contest of stage.contests.filter(({ name }) => words.some((word) => name.includes(word))))
    contests.push({ ...(await holdLongEnough(contest, stage)), setting: 'a test' });
  return contests;
}

async function holdLongEnough(contest: Contest, stage: Stage) {
  const turnOf = (seconds: number) => holdContest(contest, stage, { rounds: 1, seconds });
  let held = await turnOf(TURNS[0]);
  for (const seconds of TURNS.slice(1))
    if (held.contenders.some(({ failures }) => 'not one answer' in failures)) held = await turnOf(seconds);
  return held;
}

const troubles = (contests: Awaited<ReturnType<typeof hold>>) =>
  contests.flatMap(({ name, contenders }) =>
    contenders
      .filter(({ failures, perSecond }) => Object.keys(failures).length > 0 || !(perSecond > 0))
      .map((contender) => ({ contest: name, ...contender })),
  );

test('every kind of work in the office is done without a failure and reported', {
  timeout: 240_000,
}, async () => {
  const contests = await hold(undefined, ['']);
  expect(contests.map(({ name }) => name)).toHaveLength(14);
  expect(troubles(contests)).toEqual([]);
  const crowd = contests.find(({ name }) => name.includes('think'));
  expect(crowd?.server.atStartMb).toBeGreaterThan(50);
  expect(crowd?.server.pools.find(({ name }) => name === 'main')).toMatchObject({ total: 10 });
  const results = await openResults(directory, 'office');
  await results.write({ contests }, true);
  const table = await readFile(path.join(directory, 'baseline-office.md'), 'utf8');
  expect(table).toContain('### 20 customers reassigned in one transaction');
  expect((await openResults(directory, 'office')).tableOf({ contests })).toContain('(was 1.00)');
});

test('a city is what its actions say, and is read as the office is', { timeout: 240_000 }, async () => {
  const lines: string[] = [];
  await fillCity(city.url, CITY, (line) => lines.push(line));
  expect(lines.at(-1)).toBe('checked: every customer is what its actions say');
  const contests = await hold(CITY, [
    'last page of 1,500',
    "page 50 of everybody's",
    'four letters',
    'as CSV',
    'as XLSX',
    'think',
  ]);
  expect(contests).toHaveLength(6);
  expect(troubles(contests)).toEqual([]);
});
