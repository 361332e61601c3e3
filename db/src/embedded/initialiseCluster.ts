import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { EmbeddedPaths } from './embeddedPaths.ts';
import { errorCode } from './errorCode.ts';
import type { Binaries } from './findBinaries.ts';
import { isRunning } from './processes.ts';
import type { ServerIdentity } from './serverIdentity.ts';

const run = promisify(execFile);
export const superuser = 'postgres';

// Text search and trigrams ask the C library which characters are letters; under plain C an "ü" is none. Not every
// system knows the same names, so take the first one that initdb accepts.
const characterTypes = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8', 'C'];

/** Makes the cluster unless there is one. Resolves to whether it was made. */
export async function initialiseCluster(options: {
  paths: EmbeddedPaths;
  binaries: Binaries;
  identity: ServerIdentity;
  log: (line: string) => void;
}): Promise<boolean> {
  const { paths, log } = options;
  await removeLeftovers(paths);
  if (await stat(paths.cluster).catch(() => undefined)) return false;
  log('Making a new PostgreSQL database');
  // Made beside its final place and renamed, so that a start cut off in the middle leaves nothing half-made.
  const unfinished = `${paths.cluster}.unfinished-${process.pid}`;
  await makeCluster(unfinished, options);
  try {
    await rename(unfinished, paths.cluster);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
  }
  return true;
}

/** Throws a sentence that says what to do when the cluster was made by another major version. */
export async function refuseOtherVersion(cluster: string, binaries: Binaries): Promise<void> {
  const made = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (made === binaries.majorVersion) return;
  throw new Error(
    `${cluster} was made by PostgreSQL ${made}, but this release of Caseload brings PostgreSQL ${binaries.majorVersion}, ` +
      'which cannot read it. Start the release that made it again, or set CASELOAD_DATA to another directory to begin anew.',
  );
}

async function makeCluster(
  directory: string,
  options: { paths: EmbeddedPaths; binaries: Binaries; identity: ServerIdentity },
): Promise<void> {
  const { paths, binaries, identity } = options;
  const passwordCopy = `${directory}.password`;
  let failure: unknown;
  for (const characterType of characterTypes) {
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { mode: 0o700 });
    await identity.own(directory);
    const [command, commandArguments] = identity.commandLine(binaries.initdb, [
      `--pgdata=${directory}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      `--lc-ctype=${characterType}`,
      '--data-checksums',
      '--auth=scram-sha-256',
      `--username=${superuser}`,
      `--pwfile=${passwordCopy}`,
      '--no-instructions',
    ]);
    try {
      // initdb runs as another user who may not read our 0600 file, so it gets a copy of its own for the moment.
      await copyPassword(paths.passwordFile, passwordCopy, identity);
      await run(command, commandArguments, {
        ...identity.spawnOptions,
        cwd: directory,
        env: { ...process.env, LC_ALL: 'C' },
      });
      return;
    } catch (error) {
      failure ??= error;
    } finally {
      await rm(passwordCopy, { force: true });
    }
  }
  await rm(directory, { recursive: true, force: true });
  throw new Error(`PostgreSQL could not make its database: ${outputOf(failure)}`, { cause: failure });
}

async function copyPassword(from: string, to: string, identity: ServerIdentity): Promise<void> {
  await writeFile(to, await readFile(from), { mode: 0o600 });
  await identity.own(to);
}

async function removeLeftovers({ home, cluster }: EmbeddedPaths): Promise<void> {
  const prefix = `${path.basename(cluster)}.unfinished-`;
  for (const name of await readdir(home)) {
    if (!name.startsWith(prefix)) continue;
    const maker = Number.parseInt(name.slice(prefix.length), 10);
    if (maker === process.pid || !(await isRunning(maker))) {
      await rm(path.join(home, name), { recursive: true, force: true });
    }
  }
}

function outputOf(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && String(error.stderr).trim() !== '') {
    return String(error.stderr).trim();
  }
  return error instanceof Error ? error.message : String(error);
}
