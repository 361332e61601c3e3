import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

export type OpenFile = {
  readonly bytes: Readable /** Of the file as it lies on the disk. */;
  bytesRead(): number;
};

/** The bytes of a CSV file, unpacked when its name ends in `.gz`. */
export function openCsvFile(file: string, signal?: AbortSignal): OpenFile {
  const stored = createReadStream(file, signal ? { signal } : {});
  const bytesRead = () => stored.bytesRead;
  if (!file.endsWith('.gz')) return { bytes: stored, bytesRead };
  const unpacked = createGunzip();
  // What fails on the way in is thrown to whoever reads the end.
  pipeline(stored, unpacked).catch((error: Error) => unpacked.destroy(error));
  return { bytes: unpacked, bytesRead };
}
