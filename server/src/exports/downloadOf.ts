import { Readable } from 'node:stream';
import { StreamedAnswer } from '../http/route.ts';

/** A file to be saved, named after what it holds and the day, with the number of its rows where it is known. */
export function downloadOf(what: 'activity' | 'customers', stream: Readable, total?: number): StreamedAnswer {
  const day = new Date().toISOString().slice(0, 10);
  return new StreamedAnswer(stream, {
    'Content-Disposition': `attachment; filename="caseload-${what}-${day}.csv"`,
    ...(total === undefined ? {} : { 'X-Total-Count': String(total) }),
  });
}

/** To a HEAD nothing is written, so nothing would ever slow the reading down. */
export const nothingToRead = (): Readable => Readable.from([]);
