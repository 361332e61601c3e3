import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { fileKey, type FileStorage } from '../attachments/fileStorage.ts';
import { newId } from '../newId.ts';
import type { CsvRow } from './readCsv.ts';
import { rejectHead, rejectLine } from './rejectLine.ts';
import type { Rejects } from './rejects.ts';

type Arriving = {
  readonly id: string;
  readonly text: PassThrough;
  readonly kept: Promise<void>;
  rows: number;
};

/** A CSV file of the rows that were left out, written to the storage as they come. */
export class ErrorsFile implements Rejects {
  readonly #storage: FileStorage;
  readonly #organisationId: string;
  #arriving: Arriving | undefined;

  constructor(storage: FileStorage, organisationId: string) {
    this.#storage = storage;
    this.#organisationId = organisationId;
  }

  async begin(header: readonly string[]): Promise<void> {
    await this.discard();
    const id = newId();
    const text = new PassThrough();
    const kept = this.#storage.put(fileKey(this.#organisationId, id), text);
    // Whoever writes or closes is told.
    kept.catch(() => undefined);
    this.#arriving = { id, text, kept, rows: 0 };
    // Without the byte order mark Excel takes UTF-8 for something else.
    await this.#write(`\ufeff${rejectHead(header)}`);
  }

  async add(row: CsvRow, reason: string): Promise<void> {
    if (this.#arriving) this.#arriving.rows += 1;
    await this.#write(rejectLine(row, reason));
  }

  /** The id under which the file is safe, or null when nothing was left out. */
  async close(): Promise<string | null> {
    const arriving = this.#arriving;
    if (!arriving) return null;
    arriving.text.end();
    await arriving.kept;
    if (arriving.rows > 0) return arriving.id;
    await this.discard();
    return null;
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    const arriving = this.#arriving;
    this.#arriving = undefined;
    if (!arriving) return;
    if (!arriving.text.writableEnded) arriving.text.destroy();
    await arriving.kept.catch(() => undefined);
    await this.#storage.remove(fileKey(this.#organisationId, arriving.id));
  }

  async #write(line: string): Promise<void> {
    if (!this.#arriving) throw new Error('the file was not begun');
    const { text, kept } = this.#arriving;
    if (!text.write(line)) await Promise.race([once(text, 'drain'), kept]);
  }
}
