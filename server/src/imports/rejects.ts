import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { CsvRow } from './readCsv.ts';
import type { Tally } from './report.ts';
import { listRejected } from './staging.ts';

/** Takes the rows that were not imported, in the order of the file. */
export type Rejects = {
  /** A new attempt begins: whatever came before counts for nothing. */
  begin(header: readonly string[]): Promise<void>;
  add(row: CsvRow, reason: string): Promise<void>;
};

/** A row may have a megabyte. */
const CHUNK = 50;

/** Hands over the rows that were left out, and counts them. */
export async function passRejects(
  tx: Transaction,
  tally: Tally,
  rejects: Rejects | undefined,
): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await listRejected(tx, after, CHUNK);
    for (const { row, reason, cells } of rows) {
      tally.rejection(row, reason);
      await rejects?.add({ row, cells: cellsOf(cells) }, reason);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.row;
  }
}

function cellsOf(text: string): string[] {
  const cells: unknown = JSON.parse(text);
  if (!Array.isArray(cells)) throw new TypeError('the cells of a row are no list');
  return cells.map(String);
}
