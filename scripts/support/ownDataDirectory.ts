import path from 'node:path';
import { makeDirectories } from '@caseload/db/makeDirectories.ts';
import { describeFault } from './fatal.ts';
import { type Lock, takeLock } from './lockFile.ts';

/** Makes the directory this app's own until `release`. Rejects with a sentence when another app has it. */
export async function ownDataDirectory(dataDirectory: string): Promise<Lock> {
  const lock = await lockOf(dataDirectory).catch((cause: unknown) => {
    throw new Error(
      `CASELOAD_DATA, ${path.resolve(dataDirectory)}, cannot be written to: ${describeFault(cause)}`,
      { cause },
    );
  });
  if ('release' in lock) return lock;
  throw new Error(
    `${path.resolve(dataDirectory)} is in use by another Caseload (process ${lock.heldBy}). ` +
      'End that one, or set CASELOAD_DATA and PORT to start a second one beside it.',
  );
}

async function lockOf(dataDirectory: string) {
  await makeDirectories(dataDirectory);
  return takeLock(path.join(dataDirectory, 'owner'));
}
