import { readdir } from 'node:fs/promises';
import { runCheck } from './support/checks/runCheck.ts';
import { runVitest } from './support/checks/runVitest.ts';
import { sandbox } from './support/checks/sandbox.ts';
import { inRepository } from './support/repository.ts';
import { stopRequest } from './support/stopRequest.ts';

type Counts = { passed: number; failed: number };

const filters = process.argv.slice(2);
const interrupted = new AbortController();
void stopRequest().then((reason) => interrupted.abort(reason));

const place = await sandbox();
try {
  const counts = await runEverything();
  if (interrupted.signal.aborted) {
    process.stdout.write(`Interrupted by ${String(interrupted.signal.reason)}\n`);
    process.exitCode = 130;
  } else {
    process.exitCode = counts.failed === 0 ? 0 : 1;
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  }
} finally {
  await place.remove();
}

async function runEverything(): Promise<Counts> {
  const counts = { passed: 0, failed: 0 };
  for (const [name, ...commandLine] of await listChecks()) {
    const ok = await runCheck({ name, commandLine, signal: interrupted.signal });
    counts[ok ? 'passed' : 'failed'] += 1;
  }
  const tests = await runVitest({ filters, signal: interrupted.signal, place });
  return { passed: counts.passed + tests.passed, failed: counts.failed + tests.failed };
}

/** Each check: its name, then the program of node_modules/.bin with its arguments. */
async function listChecks(): Promise<[string, ...string[]][]> {
  const entries = await readdir(inRepository(), { withFileTypes: true });
  const folders = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
      .map(async ({ name }) => ((await readdir(inRepository(name))).includes('tsconfig.json') ? [name] : [])),
  );
  return [
    ['format', 'biome', 'format', '.'],
    ['lint', 'oxlint', '--type-aware'],
    ...folders
      .flat()
      .sort()
      .map((name): [string, ...string[]] => [`types of ${name}`, 'tsc', '-p', name]),
    ['unused code', 'knip'],
  ];
}
