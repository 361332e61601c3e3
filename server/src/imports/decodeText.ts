import type { Readable } from 'node:stream';
import type { Encoding } from '@caseload/shared/imports/import.ts';
import { ImportFault } from './importFault.ts';

/**
 * The text of a stream of bytes, without byte order mark. Throws `ImportFault` at the first byte that the encoding
 * does not have; Windows-1252 has them all.
 */
export async function* decodeText(
  source: Readable,
  encoding: Encoding = 'utf-8',
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let position = 0;
  let start = Buffer.alloc(0);
  const refusing = (decode: () => string) => decodeOrRefuse(decode, start, position, encoding);
  for await (const chunk of source) {
    const bytes = toBytes(chunk);
    if (start.length < 4) start = Buffer.concat([start, bytes.subarray(0, 4)]);
    const text = refusing(() => decoder.decode(bytes, { stream: true }));
    position += bytes.length;
    if (text !== '') yield text;
  }
  const rest = refusing(() => decoder.decode());
  if (rest !== '') yield rest;
}

function toBytes(chunk: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError('a CSV file must be read as bytes');
}

function decodeOrRefuse(decode: () => string, start: Buffer, position: number, encoding: Encoding): string {
  try {
    return decode();
  } catch (error) {
    throw new ImportFault(`${whatItIs(start, position, encoding)} Save it as CSV in UTF-8.`, {
      cause: error,
    });
  }
}

const ENCODING_NAMES = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
} as const satisfies Record<Encoding, string>;

function whatItIs(start: Buffer, position: number, encoding: Encoding): string {
  const wanted = `${ENCODING_NAMES[encoding]} text`;
  if (encoding === 'utf-8' && isUtf16(start)) return `The file is UTF-16, not ${wanted}.`;
  if (start.subarray(0, 2).toString('latin1') === 'PK') {
    return `The file is a workbook or an archive, not ${wanted}.`;
  }
  return `The file is not ${wanted}: a byte after position ${position} belongs to another encoding.`;
}

/** Whether it begins with the byte order mark of UTF-16, in either order. */
const isUtf16 = (start: Buffer) =>
  (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);

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
