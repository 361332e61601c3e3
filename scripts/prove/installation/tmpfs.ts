import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Lifetime } from '../../support/lifetime.ts';

const run = promisify(execFile);

/** Mounts a small disk in memory at the directory. Resolves to why that is not permitted here, or to nothing. */
export async function mountSmallDisk(
  directory: string,
  megabytes: number,
  lifetime: Lifetime,
): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'only Linux has tmpfs';
  await mkdir(directory, { recursive: true });
  try {
    await lifetime.keep(
      () => run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'caseload-prove', directory]),
      async () => void (await run('umount', ['--lazy', directory])),
    );
    return undefined;
  } catch (error) {
    return `a small disk cannot be mounted here: ${error instanceof Error ? error.message.split('\n').at(-2) || error.message : String(error)}`;
  }
}

const CHUNK = Buffer.alloc(256 * 1024);

/** Fills the disk below the directory to the last block. Returns what frees it. */
export async function fillDisk(directory: string): Promise<() => Promise<void>> {
  const file = path.join(directory, 'ballast');
  const ballast = await open(file, 'w');
  try {
    for (let size = CHUNK.length; size >= 1; size = Math.floor(size / 2)) {
      // Each write takes what is left; then smaller ones, to the last byte.
      while (
        await ballast.write(CHUNK, 0, size).then(
          ({ bytesWritten }) => bytesWritten === size,
          () => false,
        )
      );
    }
  } finally {
    await ballast.close();
  }
  return () => rm(file, { force: true });
}
