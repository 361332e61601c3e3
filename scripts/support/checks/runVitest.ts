import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Counts, countOutcome, filesToRepeat, joinAttempts, outcome, type Outcome } from './outcome.ts';
import { runProgram } from './runProgram.ts';
import type { Sandbox } from './sandbox.ts';

type Options = { filters: string[]; signal: AbortSignal; place: Sandbox };

/**
 * Runs the tests, their output shown as it comes, and counts them. On a machine that stands still for seconds a browser
 * loses a key now and then, and a program that measures has nothing to measure: a few failed files of these alone are
 * run once more from their beginning, and what passed only then is named. What is broken fails again.
 */
export async function runVitest(options: Options): Promise<Counts> {
  if (options.signal.aborted) return { passed: 0, failed: 0 };
  const first = await attempt(options);
  const again = filesToRepeat(first);
  if (first === undefined || again.length === 0 || options.signal.aborted) return countOutcome(first);

  const { joined, passedThen } = joinAttempts(first, await attempt({ ...options, filters: again }));
  for (const { name, reason } of passedThen)
    process.stdout.write(`passed at the second attempt: ${name}\n  ${reason}\n`);
  return countOutcome(joined);
}

/** Resolves to undefined where vitest failed without saying by which test: nothing matched, a teardown that failed. */
async function attempt(options: Options): Promise<Outcome | undefined> {
  const outcomeFile = path.join(options.place.directory, 'outcome.json');
  await rm(outcomeFile, { force: true });
  const { directory, databaseDirectory } = options.place;
  const { ok, output } = await runProgram({
    commandLine: ['vitest', 'run', '--config=tests/vitest.config.ts', ...options.filters],
    signal: options.signal,
    show: true,
    environment: {
      TMPDIR: directory,
      TMP: directory,
      TEMP: directory,
      CASELOAD_TEST_DATABASE: databaseDirectory,
      CASELOAD_OUTCOME: outcomeFile,
    },
  });
  if (output !== '') process.stdout.write(`${output}\n`);
  const text = await readFile(outcomeFile, 'utf8').catch(() => undefined);
  const found = text === undefined ? undefined : outcome.parse(JSON.parse(text));
  const isExplained = found?.errorsOutside !== 0 || found.files.some((file) => !file.ok);
  return ok || isExplained ? found : { ...found, errorsOutside: 1 };
}
