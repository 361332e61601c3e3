import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '@caseload/scripts/prove/checks/checks.ts';
import { mutantOf } from '@caseload/scripts/prove/mutants/mutants.ts';
import { MUTANT_NAMES } from '@caseload/scripts/prove/mutants/mutations.ts';
import { runMutant } from '@caseload/scripts/prove/mutants/runMutant.ts';
import { judge } from '@caseload/scripts/prove/report/judge.ts';
import { beginLifetime } from '@caseload/scripts/support/lifetime.ts';
import { printSeed } from '../../support/print.ts';
import { cloneDatabase } from '../../support/testDatabase.ts';

const seed = printSeed();

// Each starts an app of its own and mostly waits, so a few at a time take hardly longer than one.
describe.concurrent('a bug put into the app is caught by the check meant for it', () => {
  test.each(MUTANT_NAMES)('%s', { timeout: 90_000 }, async (name) => {
    const mutant = mutantOf(name);
    const directory = await mkdtemp(path.join(tmpdir(), 'caseload-mutant-'));
    const database = await cloneDatabase();
    const lifetime = beginLifetime();
    try {
      const log = () => undefined;
      const { evidence } = await runMutant({
        mutant,
        seed,
        directory,
        lifetime,
        log,
        databaseUrl: database.url,
      });
      const caught = judge(checks, evidence)
        .filter(({ finding }) => finding.violations.length > 0)
        .map(({ check }) => check.name);
      expect(caught, mutant.bug).toContain(mutant.caughtBy.name);
    } finally {
      await lifetime.end();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    }
  });
});

test('every check but the ones of the machine itself is what some mutant is caught by', () => {
  const needed = new Set(MUTANT_NAMES.map((name) => mutantOf(name).caughtBy));
  const unneeded = checks.filter((check) => !needed.has(check)).map(({ name }) => name);
  expect(unneeded).toEqual(['nothing unasked', 'trail reads', 'outcomes known', 'answers']);
});
