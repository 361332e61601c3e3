import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { DELIMITERS, type Delimiter, type Encoding } from '@caseload/shared/imports/import.ts';
import { decodeText, startingLine } from './decodeText.ts';
import { ImportFault } from './importFault.ts';

/** One record of the file. `row` counts as a spreadsheet does: the header is row 1. */
export type CsvRow = { readonly row: number; readonly cells: readonly string[] };

/** How a file is written; what is not said is UTF-8, and the delimiter that the first line has most of. */
export type CsvFormat = { readonly encoding?: Encoding; readonly delimiter?: Delimiter };

export type CsvFile = {
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
  /** Can be read once. Blank lines are counted and left out, and so are rows of empty cells. */
  readonly rows: AsyncIterable<CsvRow>;
  /** Lets go of the source, however far it was read. */
  close(): Promise<void>;
};

/** More than any honest row; a missing quotation mark makes the rest of the file one cell. */
const LONGEST_ROW_BYTES = 1_048_576;

/**
 * Opens a CSV file as a stream: text with or without byte order mark, any line ends, separated by comma,
 * semicolon, tab or bar. Both this and the reading of `rows` throw `ImportFault` when the file is no such thing.
 */
export async function readCsv(source: Readable, format: CsvFormat = {}): Promise<CsvFile> {
  const { line, text } = await beginning(source, format.encoding);
  const delimiter = format.delimiter ?? mostFrequent(DELIMITERS, line);
  const records = readRecords(source, text, delimiter);
  const close = async () => void (await records.return());
  const first = await records.next();
  const header = first.done ? [] : first.value.cells;
  const fault = faultOf(header);
  if (fault === undefined) return { header, delimiter, rows: records, close };
  await close();
  throw new ImportFault(fault);
}

async function beginning(source: Readable, encoding: Encoding | undefined) {
  try {
    return await startingLine(decodeText(source, encoding));
  } catch (error) {
    source.destroy();
    throw error;
  }
}

function faultOf(header: readonly string[]): string | undefined {
  if (header.some((name) => name.includes('\u0000')))
    return 'The file is not text: there are NUL characters in its first line.';
  if (header.some((name) => name.trim() !== '')) return undefined;
  return 'The file is empty: its first line must name the columns.';
}

async function* readRecords(
  source: Readable,
  text: AsyncIterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<CsvRow, void, undefined> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    trim: delimiter !== '\t',
    max_record_size: LONGEST_ROW_BYTES,
  });
  // A failure destroys the parser with the error, so the loop below throws it.
  const feeding = pipeline(text, parser).catch(() => undefined);
  let row = 0;
  try {
    for await (const cells of parser) {
      row += 1;
      if (!isRecord(cells)) throw new TypeError('the parser gave something that is no record');
      if (row === 1 || cells.some((cell) => cell.trim() !== '')) yield { row, cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? new ImportFault(explain(error), { cause: error }) : error;
  } finally {
    source.destroy();
    await feeding;
  }
}

function isRecord(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((cell) => typeof cell === 'string');
}

/** The candidate that separates most cells of the line, a comma when none does. Quoted text does not count. */
function mostFrequent(candidates: readonly Delimiter[], line: string): Delimiter {
  const unquoted = line.replaceAll(/"[^"]*"/gu, '');
  const counts = candidates.map((candidate) => unquoted.split(candidate).length);
  return candidates[counts.indexOf(Math.max(...counts))] ?? ',';
}

function explain(error: CsvError): string {
  const row = typeof error['records'] === 'number' ? `Row ${error['records'] + 1}` : 'A row';
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `${row}: a quotation mark is opened and never closed.`;
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `${row}: something follows a closing quotation mark. A quotation mark inside a quoted cell is written twice.`;
    case 'INVALID_OPENING_QUOTE':
      return `${row}: there is a quotation mark in a cell that is not quoted. Quote the cell and write the mark twice.`;
    case 'CSV_MAX_RECORD_SIZE':
      return `${row} is longer than a megabyte. Is a quotation mark missing its partner?`;
    default:
      return `${row} cannot be read as CSV: ${error.message}.`;
  }
}
