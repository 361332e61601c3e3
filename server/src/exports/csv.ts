import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { guarded } from '../csv/formulaGuard.ts';
import type { Column, Table } from './column.ts';
import { inPieces } from './inPieces.ts';

export type Cell = string | number;

/** The table as a CSV file. Without the byte order mark Excel takes UTF-8 for something else. */
export const csvFile = <Row>(table: Table<Row>): Readable => Readable.from(linesOf(table));

async function* linesOf<Row>({ columns, pages }: Table<Row>): AsyncGenerator<string> {
  yield `\ufeff${csvLines([columns.map(({ name }) => name)])}`;
  const write = (rows: readonly Row[]) => csvLines(rows.map((row) => cellsOf(columns, row)));
  for await (const rows of pages) yield* inPieces(rows, write);
}

const cellsOf = <Row>(columns: readonly Column<Row>[], row: Row): Cell[] =>
  columns.map(({ valueOf }) => valueOf(row) ?? '');

/** Rows as lines of a CSV file. Texts that begin like a formula are guarded; numbers are none and keep their sign. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => row.map(safe)),
    // Quoting goes off as soon as a delimiter is named: a line break of another kind would then cut a row in two.
    { record_delimiter: 'windows', quote_record_delimiter: true },
  );

const safe = (cell: Cell): Cell => (typeof cell === 'string' ? guarded(cell) : cell);
