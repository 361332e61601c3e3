import { stringify } from 'csv-stringify/sync';

export type Cell = string | number;

/**
 * Rows as lines of a CSV file. A text that begins like a formula gets an apostrophe: a customer could be called
 * =HYPERLINK(…). Numbers are none and keep their sign.
 */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    // Quoting goes off as soon as a delimiter is named: a line break of another kind would then cut a row in two.
    { escape_formulas: true, record_delimiter: 'windows', quote_record_delimiter: true },
  );

/** The beginning of the file. Without the byte order mark Excel takes UTF-8 for something else. */
export const csvHead = (columns: readonly string[]): string => `\ufeff${csvLines([columns])}`;
