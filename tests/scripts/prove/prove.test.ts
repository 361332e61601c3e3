import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { print } from '../../support/print.ts';

const script = path.join(import.meta.dirname, '..', '..', '..', 'scripts', 'prove.ts');
/** The prover has limits of its own for whatever it waits for; this one ends what hangs, on a busy machine as well. */
const patient = { timeout: 900_000 };
let temporary: string;

beforeEach(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'caseload-prover-'));
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

type Run = {
  readonly launcher: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<unknown[]>;
};

function prove(...words: string[]): Run {
  const launcher = spawn(process.execPath, [script, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
  });
  let output = '';
  launcher.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  launcher.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { launcher, output: () => output, ended: once(launcher, 'close') };
}

test('under every fault nothing is lost, and nothing stays behind', patient, async () => {
  const run = prove('--quick');
  const [code] = await run.ended;
  print(run.output());
  expect(run.output()).toMatch(/\d+ acknowledged writes, [\d.]+ s, 0 violations/u);
  expect(run.output()).not.toContain('not checked:');
  // Of sixteen; all who leave were gone after the first two once.
  const [, faultsWithLeaving] = /let go during (\d+) faults/u.exec(run.output()) ?? [];
  expect(Number(faultsWithLeaving)).toBeGreaterThan(3);
  // Whatever is missing here is counted as made and was not.
  const skipped = run.output().matchAll(/^skipped: ([^:]+)/gmu);
  const notPossible = ['clock jumps of the database', 'disk full'];
  expect([...skipped].map(([, name]) => name).filter((name) => !notPossible.includes(name ?? ''))).toEqual(
    [],
  );
  expect(code).toBe(0);
  expect(await readdir(temporary)).toEqual([]);
});

test('Ctrl-C in the middle leaves neither a process nor a file', patient, async () => {
  const run = prove('--quick');
  const isInTheMiddle = () => run.output().includes('kill -9 of the app: over');
  await becomesTrue(() => isInTheMiddle() || run.launcher.exitCode !== null, 300_000);
  expect(isInTheMiddle(), run.output()).toBe(true);
  run.launcher.kill('SIGINT');
  expect(await run.ended).toEqual([130, null]);
  // Removing it fails while a server still writes into it.
  expect(await readdir(temporary)).toEqual([]);
});

test('a command line that cannot be understood is a sentence', async () => {
  const run = prove('--mutant', 'none');
  expect((await run.ended)[0]).toBe(1);
  expect(run.output()).toContain('There is no mutant “none”. There are: no-row-lock');
});
