import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  type Delimiter,
  type Encoding,
  IMPORT_COLUMNS_MAXIMUM,
  SAMPLE_CELL_MAXIMUM,
  SAMPLE_ROWS,
} from '@caseload/shared/imports/import.ts';
import { ImportFault } from './importFault.ts';
import { type CsvFormat, readCsv } from './readCsv.ts';
import { readInstant } from './readInstant.ts';
import { shorten } from './resolveColumns.ts';
import { wallAsUtc } from '@caseload/shared/time/zonedTime.ts';

/** What is known of a file by its first rows. */
export type FileDescription = {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly header: string[];
  /** The same for every file with these columns. */
  readonly headerHash: string;
  readonly sample: string[][];
};

/** Looks at the beginning of a file and lets go of it. Throws `ImportFault` when it is no table of customers. */
export async function describeFile(
  source: Readable,
  format: CsvFormat & { readonly encoding: Encoding },
): Promise<FileDescription> {
  const file = await readCsv(source, format);
  try {
    const header = file.header.map((name) => shorten(name.trim(), 1_000));
    refuseHeader(header);
    const sample: string[][] = [];
    for await (const { cells } of file.rows) {
      sample.push(
        cells
          .slice(0, header.length)
          .map((cell) => shorten(cell.replaceAll('\u0000', '\ufffd'), SAMPLE_CELL_MAXIMUM)),
      );
      if (sample.length === SAMPLE_ROWS) break;
    }
    if (sample.length === 0) throw new ImportFault('There is no row below the names of the columns.');
    return {
      encoding: format.encoding,
      delimiter: file.delimiter,
      header,
      headerHash: createHash('sha256').update(JSON.stringify(header)).digest('base64url'),
      sample,
    };
  } finally {
    await file.close();
  }
}

function refuseHeader(header: readonly string[]): void {
  if (header.length > IMPORT_COLUMNS_MAXIMUM) {
    throw new ImportFault(
      `There are ${header.length} columns; more than ${IMPORT_COLUMNS_MAXIMUM} cannot be meant. Is the delimiter another one?`,
    );
  }
  const value = header.find(isValue);
  if (value !== undefined) {
    throw new ImportFault(
      `The first line must name the columns, but holds "${shorten(value, 60)}": it seems to be a customer.`,
    );
  }
}

/** No column is called like an e-mail address or a day. */
const isValue = (name: string) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(name) ||
  (['iso', 'us', 'eu'] as const).some((style) => readInstant(name, style, wallAsUtc) !== undefined);
