/**
 * What the values of a column are. `time` is a moment as ISO 8601 text, `date` a day without a time; a value that
 * is none of that stays the text it is. Only in a column of numbers a number is to be calculated with.
 */
export type ColumnKind = 'text' | 'number' | 'time' | 'date';
export type Value = string | number | null;

/** A column of a file, whatever the file's format. */
export type Column<Row> = {
  readonly name: string;
  readonly kind: ColumnKind;
  /** In characters. */
  readonly width: number;
  readonly valueOf: (row: Row) => Value;
};

/** A table of any length: its rows come by pages, which are read when the ones before were taken. */
export type Table<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly pages: AsyncIterable<readonly Row[]>;
};
