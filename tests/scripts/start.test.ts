import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { embeddedPaths } from '@caseload/db/embedded/embeddedPaths.ts';
import { isRunning, processesIn, signal } from '@caseload/db/embedded/processes.ts';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';

const bootstrap = path.join(import.meta.dirname, '..', '..', 'scripts', 'bootstrap.mjs');
const slow = { timeout: 120_000 };
let dataDirectory: string;
const runs: Run[] = [];

type Run = { launcher: ChildProcess; output: () => string; ended: Promise<unknown[]> };

beforeEach(async () => {
  dataDirectory = await realpath(await mkdtemp(path.join(os.tmpdir(), 'caseload start ü-')));
});

afterEach(async () => {
  for (const { launcher, ended } of runs.splice(0)) {
    if (launcher.exitCode === null && launcher.signalCode === null) launcher.kill('SIGTERM');
    await ended;
  }
  const { cluster, socketDirectory } = embeddedPaths(dataDirectory);
  await becomesTrue(async () => (await processesIn(cluster)).length === 0, 10_000);
  for (const pid of await processesIn(cluster)) signal(pid, 'SIGKILL');
  await rm(dataDirectory, { recursive: true, force: true });
  await rm(socketDirectory, { recursive: true, force: true });
});

function launch(environment: Record<string, string> = {}): Run {
  const launcher = spawn(process.execPath, [bootstrap, 'start'], {
    cwd: os.tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: '0',
      CASELOAD_DATA: dataDirectory,
      CASELOAD_DEMO: 'off',
      ...environment,
    },
  });
  let output = '';
  launcher.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  launcher.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const run = { launcher, output: () => output, ended: once(launcher, 'close') };
  runs.push(run);
  return run;
}

/** Waits for the printed address. */
async function addressOf(run: Run): Promise<string> {
  const printed = () => /ready at (http:\/\/[\d.]+:\d+)/.exec(run.output())?.[1];
  await becomesTrue(() => printed() !== undefined || run.launcher.exitCode !== null, 100_000);
  const address = printed();
  if (address === undefined) throw new Error(`It did not start:\n${run.output()}`);
  return address;
}

async function statusOfHealth(address: string): Promise<number> {
  return (await fetch(`${address}/health`)).status;
}

async function appOf(): Promise<number> {
  const owner: unknown = JSON.parse(await readFile(path.join(dataDirectory, 'owner'), 'utf8'));
  if (typeof owner === 'object' && owner !== null && 'pid' in owner) return Number(owner.pid);
  throw new Error('The lock names no owner.');
}

async function processesLeft(): Promise<number[]> {
  return processesIn(embeddedPaths(dataDirectory).cluster);
}

test(
  'starts, answers, serves the client, and ends cleanly at Ctrl-C, however often it is pressed',
  slow,
  async () => {
    const run = launch();
    const address = await addressOf(run);
    expect(await statusOfHealth(address)).toBe(200);
    const page = await fetch(`${address}/`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<div id="root">');

    run.launcher.kill('SIGINT');
    run.launcher.kill('SIGINT');
    expect(await run.ended).toEqual([0, null]);
    expect(run.output()).toContain('Everything is saved');
    expect(await processesLeft()).toEqual([]);
  },
);

test('after kill -9 of the app the next start takes over what it left', slow, async () => {
  const first = launch();
  await addressOf(first);
  signal(await appOf(), 'SIGKILL');
  await first.ended;
  expect(await processesLeft()).not.toEqual([]);

  const second = launch();
  expect(await statusOfHealth(await addressOf(second))).toBe(200);
  expect(second.output()).toContain('Using the PostgreSQL that an earlier start left running');
  second.launcher.kill('SIGTERM');
  expect(await second.ended).toEqual([0, null]);
  expect(await processesLeft()).toEqual([]);
});

test('after kill -9 of the launcher the app ends by itself', slow, async () => {
  const run = launch();
  await addressOf(run);
  const app = await appOf();
  run.launcher.kill('SIGKILL');
  expect(await becomesTrue(async () => !(await isRunning(app)), 20_000)).toBe(true);
  expect(await processesLeft()).toEqual([]);
});

test('two apps on one data directory: the second is told which process has it', slow, async () => {
  const first = launch();
  const address = await addressOf(first);
  const second = launch();
  expect(await second.ended).toEqual([1, null]);
  expect(second.output()).toContain(`in use by another Caseload (process ${await appOf()})`);
  expect(await statusOfHealth(address)).toBe(200);
});

test('a port in use is one sentence and no database left behind', slow, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const taken = other.address();
  const port = taken !== null && typeof taken === 'object' ? taken.port : 0;
  try {
    const run = launch({ PORT: String(port) });
    expect(await run.ended).toEqual([1, null]);
    expect(run.output().trim()).toMatch(new RegExp(`^Port ${port} is in use by another program\\..*$`));
    expect(await processesLeft()).toEqual([]);
  } finally {
    other.close();
  }
});

test('a setting that cannot be used is named', slow, async () => {
  const run = launch({ PORT: 'three thousand' });
  expect(await run.ended).toEqual([1, null]);
  expect(run.output()).toContain('PORT');
});

test('an address that is none of this machine is one sentence with what to do', slow, async () => {
  // 192.0.2.0/24 is nobody's.
  for (const host of ['192.0.2.1', 'nowhere.invalid']) {
    const run = launch({ HOST: host });
    expect(await run.ended).toEqual([1, null]);
    expect(run.output().trim()).toMatch(new RegExp(`^HOST ${host} is no address of this machine\\..*$`));
  }
});
