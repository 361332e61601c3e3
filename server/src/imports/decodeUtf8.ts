import type { Readable } from 'node:stream';
import { ImportFault } from './importFault.ts';

/** The text of a stream of UTF-8 bytes, without byte order mark. Throws `ImportFault` at the first other byte. */
export async function* decodeUtf8(source: Readable): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let position = 0;
  let start = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = toBytes(chunk);
    if (start.length < 4) start = Buffer.concat([start, bytes.subarray(0, 4)]);
    const text = decodeOrRefuse(() => decoder.decode(bytes, { stream: true }), start, position);
    position += bytes.length;
    if (text !== '') yield text;
  }
  const rest = decodeOrRefuse(() => decoder.decode(), start, position);
  if (rest !== '') yield rest;
}

function toBytes(chunk: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError('a CSV file must be read as bytes');
}

function decodeOrRefuse(decode: () => string, start: Buffer, position: number): string {
  try {
    return decode();
  } catch (error) {
    throw new ImportFault(`${whatItIs(start, position)} Save it as CSV in UTF-8.`, { cause: error });
  }
}

function whatItIs(start: Buffer, position: number): string {
  if (start.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return 'The file is UTF-16, not UTF-8 text.';
  if (start.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))) return 'The file is UTF-16, not UTF-8 text.';
  if (start.subarray(0, 2).toString('latin1') === 'PK') {
    return 'The file is a workbook or an archive, not UTF-8 text.';
  }
  return `The file is not UTF-8 text: a byte after position ${position} belongs to another encoding.`;
}

const LONGEST_HEADER = 65_536;

/** The first line of a text that comes in pieces, and the whole text again. */
export async function startingLine(
  pieces: AsyncGenerator<string, void, undefined>,
): Promise<{ line: string; text: AsyncGenerator<string, void, undefined> }> {
  let start = '';
  while (!/[\r\n]/u.test(start) && start.length < LONGEST_HEADER) {
    const next = await pieces.next();
    if (next.done) break;
    start += next.value;
  }
  const [line = ''] = start.split(/[\r\n]/u, 1);
  return { line, text: whole(start, pieces) };
}

async function* whole(
  start: string,
  rest: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  yield start;
  yield* rest;
}
