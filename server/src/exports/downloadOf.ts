import { Readable } from 'node:stream';
import { StreamedAnswer } from '../http/route.ts';
import type { Table } from './column.ts';
import { csvFile } from './csv.ts';
import { xlsxFile } from './xlsx/xlsxFile.ts';

export type FileFormat = 'csv' | 'xlsx';
type What = 'activity' | 'customers';

const SHEETS: Readonly<Record<What, string>> = { activity: 'Activity', customers: 'Customers' };

/** What the file is called: by what it holds and the day it is for whoever asks. */
export type FileName = { readonly what: What; readonly day: string; readonly format: FileFormat };

/** A file to be saved, with the number of its rows as it began. */
export function downloadOf<Row>(
  name: FileName,
  { table, total }: { readonly table: Table<Row>; readonly total: number },
): StreamedAnswer {
  const stream = name.format === 'csv' ? csvFile(table) : xlsxFile({ ...table, name: SHEETS[name.what] });
  return new StreamedAnswer(stream, { ...named(name), 'X-Total-Count': String(total) });
}

/** To a HEAD nothing is written, so nothing would ever slow the reading down. */
export const unreadDownload = (name: FileName): StreamedAnswer =>
  new StreamedAnswer(Readable.from([]), named(name));

function named({ what, day, format }: FileName) {
  return { 'Content-Disposition': `attachment; filename="caseload-${what}-${day}.${format}"` };
}
