import { readPatiently } from './readPatiently.ts';

/** A list read by pages, each in a short transaction of its own. */
export type PagedList<Row> = {
  /** Read already, so that a refusal could still be an answer of its own. */
  readonly first: readonly Row[];
  /** Rows of a full page; a shorter one is the last. */
  readonly pageRows: number;
  readonly next: (last: Row) => Promise<readonly Row[]>;
};

/**
 * The pages in order. One is read only when the one before was taken: whoever reads slowly, or stops, holds no
 * connection, and no more than two pages are ever in memory.
 */
export async function* readPages<Row>({
  first,
  pageRows,
  next,
}: PagedList<Row>): AsyncGenerator<readonly Row[]> {
  let rows = first;
  for (;;) {
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < pageRows || last === undefined) return;
    rows = await readPatiently(() => next(last));
  }
}
