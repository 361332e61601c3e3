import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { runProgram } from './runProgram.ts';

type Counts = { passed: number; failed: number };
type Options = { filters: string[]; signal: AbortSignal; temporary: string };

/** What tests/support/outcomeReporter.ts writes. */
const outcome = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      project: z.string(),
      ok: z.boolean(),
      passed: z.int(),
      failed: z.array(z.object({ name: z.string(), reason: z.string() })),
    }),
  ),
  errorsOutside: z.int(),
});
type Outcome = z.infer<typeof outcome>;

const inTheBrowser = 'in the browser';
const mostFilesAgain = 5;

/**
 * Runs the tests, their output shown as it comes, and counts them. On a machine that stands still for seconds a browser
 * loses a key now and then: a few failed files of the browser alone are run once more from their beginning, and what
 * passed only then is named. What is broken fails again.
 */
export async function runVitest(options: Options): Promise<Counts> {
  if (options.signal.aborted) return { passed: 0, failed: 0 };
  const first = await attempt(options);
  const again = first?.files.filter((file) => !file.ok) ?? [];
  const isWorthIt =
    again.length > 0 &&
    again.length <= mostFilesAgain &&
    again.every((file) => file.project === inTheBrowser) &&
    first?.errorsOutside === 0;
  if (!isWorthIt || options.signal.aborted) return count(first);

  const second = await attempt({ ...options, filters: again.map((file) => file.name) });
  const failedTwice = new Set(second?.files.flatMap((file) => file.failed).map((test) => test.name));
  for (const { name, reason } of again.flatMap((file) => file.failed))
    if (!failedTwice.has(name)) process.stdout.write(`passed at the second attempt: ${name}\n  ${reason}\n`);
  const rest = count({ files: first?.files.filter((file) => file.ok) ?? [], errorsOutside: 0 });
  const repeated = count(second);
  return { passed: rest.passed + repeated.passed, failed: rest.failed + repeated.failed };
}

/** Resolves to undefined where vitest failed without saying by which test: nothing matched, a teardown that failed. */
async function attempt(options: Options): Promise<Outcome | undefined> {
  const outcomeFile = path.join(options.temporary, 'outcome.json');
  await rm(outcomeFile, { force: true });
  const { temporary } = options;
  const { ok, output } = await runProgram({
    commandLine: ['vitest', 'run', '--config=tests/vitest.config.ts', ...options.filters],
    signal: options.signal,
    show: true,
    environment: { TMPDIR: temporary, TMP: temporary, TEMP: temporary, CASELOAD_OUTCOME: outcomeFile },
  });
  if (output !== '') process.stdout.write(`${output}\n`);
  const text = await readFile(outcomeFile, 'utf8').catch(() => undefined);
  const found = text === undefined ? undefined : outcome.parse(JSON.parse(text));
  const isExplained = found?.errorsOutside !== 0 || found.files.some((file) => !file.ok);
  return ok || isExplained ? found : { ...found, errorsOutside: 1 };
}

function count(found: Outcome | undefined): Counts {
  if (found === undefined) return { passed: 0, failed: 1 };
  const unusable = found.files.filter((file) => !file.ok && file.failed.length === 0);
  return {
    passed: sum(found.files.map((file) => file.passed)),
    failed: sum(found.files.map((file) => file.failed.length)) + unusable.length + found.errorsOutside,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
