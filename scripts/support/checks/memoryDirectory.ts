import { access, constants, statfs } from 'node:fs/promises';

/** Linux keeps a file system in memory here. A container may have given it next to nothing. */
export const memoryDirectory = '/dev/shm';

const enough = 4 * 2 ** 30;

/** Whether the database of a run of the tests fits there, and leaves the machine as much again. */
export async function hasRoomInMemory(): Promise<boolean> {
  if (process.platform !== 'linux' || process.availableMemory() < 2 * enough) return false;
  try {
    await access(memoryDirectory, constants.W_OK);
    const { bavail, bsize } = await statfs(memoryDirectory);
    return bavail * bsize >= enough;
  } catch {
    return false;
  }
}
