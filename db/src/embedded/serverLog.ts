import { readFile, rename, stat } from 'node:fs/promises';

export const usualLargestLog = 10 * 2 ** 20;

/**
 * The server appends to one file; a large one is put aside, replacing the one put aside before. Resolves to the size
 * in bytes of the file that the next server appends to.
 */
export async function rotateLog(logFile: string, largestLog: number): Promise<number> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= largestLog) return size;
  await rename(logFile, `${logFile}.1`);
  return 0;
}

/** The last lines the server wrote behind `offset` bytes. */
export async function lastLines(logFile: string, offset: number): Promise<string> {
  const content = await readFile(logFile).catch(() => Buffer.alloc(0));
  const lines = content.subarray(offset).toString().trimEnd().split('\n');
  return lines.slice(-6).join('\n') || '(nothing)';
}
