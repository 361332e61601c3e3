import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { runProgram } from './runProgram.ts';

const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/**
 * Runs the tests, their output shown as it comes, and counts them from vitest's own report. What passed only at its
 * second attempt is named.
 */
export async function runVitest(options: {
  filters: string[];
  signal: AbortSignal;
  temporary: string;
}): Promise<{ passed: number; failed: number }> {
  if (options.signal.aborted) return { passed: 0, failed: 0 };
  const reportFile = path.join(options.temporary, 'vitest-report.json');
  const { ok, output } = await runProgram({
    commandLine: [
      'vitest',
      'run',
      '--config=tests/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...options.filters,
    ],
    signal: options.signal,
    show: true,
    environment: { TMPDIR: options.temporary, TMP: options.temporary, TEMP: options.temporary },
  });
  if (output !== '') process.stdout.write(`${output}\n`);
  const counts = await readCounts(reportFile);
  // Vitest also fails without a failed test: nothing matched, an error outside of a test, a teardown that failed.
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

async function readCounts(reportFile: string): Promise<{ passed: number; failed: number }> {
  const text = await readFile(reportFile, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = report.parse(JSON.parse(text));
  for (const { fullName, status, failureMessages } of testResults.flatMap((file) => file.assertionResults)) {
    const [reason] = failureMessages;
    if (status === 'passed' && reason !== undefined)
      process.stdout.write(`passed at the second attempt: ${fullName}\n${reason}\n`);
  }
  // A file that could not be loaded, or not be set up, has no test that failed.
  const unusable = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + unusable.length };
}
