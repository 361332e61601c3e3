import { Readable } from 'node:stream';
import { StreamedAnswer } from '../http/route.ts';
import type { Table } from './column.ts';
import { csvFile } from './csv.ts';
import { xlsxFile } from './xlsx/xlsxFile.ts';

export type FileFormat = 'csv' | 'xlsx';
type What = 'activity' | 'customers';

const SHEETS: Readonly<Record<What, string>> = { activity: 'Activity', customers: 'Customers' };

/** A file to be saved, named after what it holds and the day, with the number of its rows as it began. */
export function downloadOf<Row>(
  what: What,
  format: FileFormat,
  { table, total }: { readonly table: Table<Row>; readonly total: number },
): StreamedAnswer {
  const stream = format === 'csv' ? csvFile(table) : xlsxFile({ ...table, name: SHEETS[what] });
  return new StreamedAnswer(stream, { ...named(what, format), 'X-Total-Count': String(total) });
}

/** To a HEAD nothing is written, so nothing would ever slow the reading down. */
export const unreadDownload = (what: What, format: FileFormat): StreamedAnswer =>
  new StreamedAnswer(Readable.from([]), named(what, format));

function named(what: What, format: FileFormat) {
  const day = new Date().toISOString().slice(0, 10);
  return { 'Content-Disposition': `attachment; filename="caseload-${what}-${day}.${format}"` };
}
