import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Lock, takeLock } from './lockFile.ts';

/** Makes the directory this app's own until `release`. Rejects with a sentence when another app has it. */
export async function ownDataDirectory(dataDirectory: string): Promise<Lock> {
  await mkdir(dataDirectory, { recursive: true });
  const lock = await takeLock(path.join(dataDirectory, 'owner'));
  if ('release' in lock) return lock;
  throw new Error(
    `${path.resolve(dataDirectory)} is in use by another Caseload (process ${lock.heldBy}). ` +
      'End that one, or set CASELOAD_DATA and PORT to start a second one beside it.',
  );
}
