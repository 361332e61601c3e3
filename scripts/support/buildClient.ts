import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '@caseload/db/embedded/errorCode.ts';
import { clientFingerprint } from './clientFingerprint.ts';
import { takeLock } from './lockFile.ts';
import { inRepository } from './repository.ts';

export type ClientBuild = {
  /** Resolves to the directory with index.html. */
  directory: Promise<string>;
  /** Ends a build under way. */
  cancel(): void;
};

const builds = inRepository('client', 'dist');
const kept = 3;

/**
 * The client as files to serve. Each build lies in a directory named after the content of its sources, so a fresh one
 * is recognised by its name, a half-made one never has it, and a server that still runs keeps the files of its own.
 */
export function buildClient(log: (line: string) => void): ClientBuild {
  let vite: ChildProcess | undefined;
  let cancelled = false;

  async function build(): Promise<string> {
    const directory = path.join(builds, await clientFingerprint());
    if (await exists(directory)) return directory;
    await mkdir(builds, { recursive: true });
    const lock = await waitForLock();
    try {
      if (!(await exists(directory))) await buildInto(directory);
    } finally {
      await lock.release();
    }
    await removeOldBuilds(directory);
    return directory;
  }

  async function waitForLock() {
    for (let saidSo = false; ; saidSo = true) {
      const lock = await takeLock(path.join(builds, '.building.lock'));
      if ('release' in lock) return lock;
      if (!saidSo) log(`Waiting for process ${lock.heldBy}, which is building the client`);
      if (cancelled) throw new Error('The build of the client was cancelled.');
      await pause(200);
    }
  }

  async function buildInto(directory: string): Promise<void> {
    log('Building the client, because its sources changed or it was never built');
    const unfinished = path.join(builds, '.unfinished');
    await rm(unfinished, { recursive: true, force: true });
    if (cancelled) throw new Error('The build of the client was cancelled.');
    vite = startVite(unfinished);
    await endOf(vite);
    await rename(unfinished, directory);
  }

  return {
    directory: build(),
    cancel: () => {
      cancelled = true;
      vite?.kill();
    },
  };
}

/** In a process of its own: it works on the second core while the database starts, and its memory is given back. */
function startVite(outDirectory: string): ChildProcess {
  const client = inRepository('client');
  const vite = createRequire(path.join(client, 'package.json')).resolve('vite/package.json');
  const program = path.join(path.dirname(vite), 'bin', 'vite.js');
  return spawn(process.execPath, [program, 'build', '--outDir', outDirectory, '--emptyOutDir'], {
    cwd: client,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

async function endOf(child: ChildProcess): Promise<void> {
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The client could not be built:\n${output.trim()}`);
}

async function removeOldBuilds(current: string): Promise<void> {
  const names = (await readdir(builds)).filter((name) => !name.startsWith('.'));
  const aged = await Promise.all(
    names.map(async (name) => ({ name, changed: await changeTime(path.join(builds, name)) })),
  );
  const old = aged
    .filter(({ name }) => name !== path.basename(current))
    .sort((a, b) => b.changed - a.changed);
  for (const { name } of old.slice(kept - 1))
    await rm(path.join(builds, name), { recursive: true, force: true });
}

async function changeTime(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
