import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './embedded/errorCode.ts';

/**
 * The directory and all that are missing above it. Node's own way to make them never comes back where the system
 * takes none and says that something is missing, as below /proc.
 */
export async function makeDirectories(directory: string, mode = 0o755): Promise<void> {
  if (await isDirectory(directory)) return;
  const above = path.dirname(directory);
  if (above !== directory) await makeDirectories(above, mode);
  try {
    await mkdir(directory, { mode });
  } catch (error) {
    // Somebody else was quicker.
    if (errorCode(error) !== 'EEXIST' || !(await isDirectory(directory))) throw error;
  }
}

const isDirectory = (directory: string): Promise<boolean> =>
  stat(directory).then(
    (found) => found.isDirectory(),
    () => false,
  );
