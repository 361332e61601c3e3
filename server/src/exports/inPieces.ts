import { setImmediate as othersTurn } from 'node:timers/promises';

/** Characters, of which a reader gets one piece at a time. */
const PIECE = 64 * 1024;
/** Written at once, however long they are; together they take some milliseconds at most. */
const SLICE = 10;

/** Writes rows as text, little by little: a page can be megabytes, and the others want to be answered meanwhile. */
export async function* inPieces<Row>(
  rows: readonly Row[],
  write: (rows: readonly Row[]) => string,
): AsyncGenerator<string> {
  let piece = '';
  for (let at = 0; at < rows.length; at += SLICE) {
    piece += write(rows.slice(at, at + SLICE));
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
    await othersTurn();
  }
  if (piece !== '') yield piece;
}
