import { type FileHandle, open } from 'node:fs/promises';
import { ImportFault } from '@caseload/server/imports/importFault.ts';
import { rejectHead, rejectLine } from '@caseload/server/imports/rejectLine.ts';
import type { Rejects } from '@caseload/server/imports/rejects.ts';

const FLUSH_AT = 65_536;

/** A CSV file of the rows that were left out: row number, reason, and the cells as they were. */
export async function openRejectsFile(path: string): Promise<Rejects & { close(): Promise<void> }> {
  const file = await create(path);
  let text = '';

  async function flush(): Promise<void> {
    const pending = text;
    text = '';
    await file.write(pending);
  }

  return {
    async begin(header) {
      await file.truncate(0);
      text = rejectHead(header);
    },
    async add(row, reason) {
      text += rejectLine(row, reason);
      if (text.length >= FLUSH_AT) await flush();
    },
    async close() {
      await flush();
      await file.close();
    },
  };
}

async function create(path: string): Promise<FileHandle> {
  try {
    // Appending, so that a second attempt starts at the beginning of what it truncated.
    await (await open(path, 'w')).close();
    return await open(path, 'a');
  } catch (error) {
    throw new ImportFault(`The file for the rejected rows cannot be written: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
