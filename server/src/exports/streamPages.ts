import { Readable } from 'node:stream';
import { readPatiently } from './readPatiently.ts';

/** A file made of pages, each read in a short transaction of its own. */
export type PagedFile<Row> = {
  readonly head: string;
  /** Read already, so that a refusal could still be an answer of its own. */
  readonly first: readonly Row[];
  /** Rows of a full page; a shorter one is the last. */
  readonly pageRows: number;
  readonly next: (last: Row) => Promise<readonly Row[]>;
  readonly write: (rows: readonly Row[]) => string;
};

/**
 * The file as a stream. A page is read only when the one before was taken: whoever reads slowly, or stops,
 * holds no connection, and no more than two pages are ever in memory.
 */
export const streamPages = <Row>(file: PagedFile<Row>): Readable => Readable.from(pagesOf(file));

async function* pagesOf<Row>({ head, first, pageRows, next, write }: PagedFile<Row>): AsyncGenerator<string> {
  yield head;
  let rows = first;
  for (;;) {
    if (rows.length > 0) yield write(rows);
    const last = rows.at(-1);
    if (rows.length < pageRows || last === undefined) return;
    rows = await readPatiently(() => next(last));
  }
}
