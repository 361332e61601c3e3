import { guardedCell } from '../csv/formulaGuard.ts';
import type { CsvRow } from './readCsv.ts';

/** The first line of a file of rows that were left out. */
export const rejectHead = (header: readonly string[]) => csvLine(['row', 'reason', ...header]);

/** A row that was left out: its number, why, and its cells as they were, so that it can be mended and imported: formulas guarded. */
export const rejectLine = ({ row, cells }: CsvRow, reason: string) =>
  csvLine([String(row), reason, ...cells]);

const csvLine = (cells: readonly string[]) => `${cells.map(guardedCell).map(quoteCell).join(',')}\r\n`;

const quoteCell = (cell: string) =>
  /[",;\t|\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
