import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '@caseload/scripts/prove/checks/checks.ts';
import { isCaught, mutantOf } from '@caseload/scripts/prove/mutants/mutants.ts';
import { MUTANT_NAMES, type MutantName } from '@caseload/scripts/prove/mutants/mutations.ts';
import { runMutant } from '@caseload/scripts/prove/mutants/runMutant.ts';
import { type Judgement, judge } from '@caseload/scripts/prove/report/judge.ts';
import { beginLifetime } from '@caseload/scripts/support/lifetime.ts';
import { printSeed } from '../../support/print.ts';
import { cloneDatabase } from '../../support/testDatabase.ts';

const seed = printSeed();

/** What is found with the bug in the app, or without it. */
async function judged(name: MutantName, withoutBug = false): Promise<Judgement[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'caseload-mutant-'));
  const database = await cloneDatabase();
  const lifetime = beginLifetime();
  try {
    const log = () => undefined;
    const mutant = mutantOf(name);
    const databaseUrl = database.url;
    const options = { mutant, seed, directory, lifetime, log, databaseUrl, withoutBug };
    return judge(checks, (await runMutant(options)).evidence);
  } finally {
    await lifetime.end();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  }
}

const saidIn = (judgements: readonly Judgement[]) =>
  judgements.flatMap(({ check, finding }) =>
    finding.violations.slice(0, 3).map(({ what }) => `${check.name}: ${what}`),
  );

/** To reach its calls alone a run has two and a half minutes on a busy machine. */
const patient = { timeout: 600_000 };

// Each starts an app of its own and mostly waits, so a few at a time take hardly longer than one.
describe.concurrent('a bug put into the app is caught by the check meant for it, for its own reason', () => {
  test.each(MUTANT_NAMES)('%s', patient, async (name) => {
    const mutant = mutantOf(name);
    const judgements = await judged(name);
    expect(isCaught(mutant, judgements), `${mutant.bug}\n${saidIn(judgements).join('\n')}`).toBe(true);
  });
});

// The database without its guards is not as it should be either: that must not be what a bug is caught by.
describe.concurrent('without the bug the same load and the same SQL are caught by nothing of it', () => {
  test.each(['audit-after-commit', 'no-tenant-predicate', 'late-branch', 'done-as-under-way'] as const)(
    '%s',
    patient,
    async (name) => {
      const judgements = await judged(name, true);
      const { sql, faults, workloads } = mutantOf(name);
      const alike = MUTANT_NAMES.map(mutantOf).filter(
        (one) =>
          one.sql === sql &&
          one.workloads.every((load) => workloads.includes(load)) &&
          one.faults.every((fault) => faults.includes(fault)),
      );
      expect(alike.filter((mutant) => isCaught(mutant, judgements)).map((one) => one.name)).toEqual([]);
    },
  );
});

test('every check is what some mutant is caught by', () => {
  const needed = new Set(MUTANT_NAMES.map((name) => mutantOf(name).caughtBy));
  expect(checks.filter((check) => !needed.has(check)).map(({ name }) => name)).toEqual([]);
});
