import { z } from 'zod';

/** What came of one run of the tests, as tests/support/outcomeReporter.ts writes it. */
export const outcome = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      project: z.string(),
      /** False without a failed test where the file could not be loaded or not be set up. */
      ok: z.boolean(),
      passed: z.array(z.string()),
      failed: z.array(z.object({ name: z.string(), reason: z.string() })),
    }),
  ),
  errorsOutside: z.int(),
});
export type Outcome = z.infer<typeof outcome>;
export type Counts = { passed: number; failed: number };

/** Their programs look at the clock, and a machine that stands still for seconds is seen by them. */
const repeatable = ['in the browser', 'of whole programs'];
const mostFilesAgain = 5;

/** @param found undefined where the run ended without saying what came of it */
export function countOutcome(found: Outcome | undefined): Counts {
  if (found === undefined) return { passed: 0, failed: 1 };
  const unusable = found.files.filter((file) => !file.ok && file.failed.length === 0);
  return {
    passed: sum(found.files.map((file) => file.passed.length)),
    failed: sum(found.files.map((file) => file.failed.length)) + unusable.length + found.errorsOutside,
  };
}

/** The files that deserve a second attempt: a few of certain projects, and only where nothing else failed. */
export function filesToRepeat(first: Outcome | undefined): string[] {
  const failed = first?.files.filter((file) => !file.ok) ?? [];
  const isWorthIt =
    failed.length <= mostFilesAgain &&
    failed.every((file) => repeatable.includes(file.project)) &&
    first?.errorsOutside === 0;
  return isWorthIt ? failed.map((file) => file.name) : [];
}

/**
 * A file counts as its second attempt found it; one that the second attempt did not come to, as the first did.
 * @returns also what failed at first and passed then, each with why it had failed
 */
export function joinAttempts(
  first: Outcome,
  second: Outcome | undefined,
): { joined: Outcome; passedThen: { name: string; reason: string }[] } {
  const repeated = new Map(second?.files.map((file) => [file.name, file]));
  const joined = {
    files: first.files.map((file) => repeated.get(file.name) ?? file),
    // A second attempt that broke off is a failure of its own, whatever it had found by then.
    errorsOutside: first.errorsOutside + (second?.errorsOutside ?? 1),
  };
  const passedThen = first.files
    .filter((file) => !file.ok)
    .flatMap(({ name, failed }) => {
      const again = repeated.get(name);
      if (again === undefined) return [];
      if (failed.length === 0 && again.ok) return [{ name, reason: 'could not be set up' }];
      return failed
        .filter((test) => again.passed.includes(test.name))
        .map((test) => ({ name: `${name} > ${test.name}`, reason: test.reason }));
    });
  return { joined, passedThen };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
