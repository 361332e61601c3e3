import { createHash } from 'node:crypto';
import { type Encoding, IMPORT_MAXIMUM_BYTES } from '@caseload/shared/imports/import.ts';
import { isRefusedContent, mediaTypeOf } from '../attachments/fileContent.ts';
import { invalid, ProblemError } from '../http/problemError.ts';
import { encodingByMark, encodingByZeros, UtfCount } from './detectEncoding.ts';

export type CsvFacts = {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Line ends, which are the rows of most files. */
  readonly lineEnds: number;
  readonly encoding: Encoding;
};

/** As much of a beginning as every kind of file is known by. */
const HEAD_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const refuse = (message: string) => invalid([{ in: 'body', pointer: '', message }]);

export const tooLargeImport = () =>
  new ProblemError(
    'payload-too-large',
    {},
    { detail: `A file to import may have ${IMPORT_MAXIMUM_BYTES / 1024 / 1024} MB.` },
  );

/**
 * A file to be imported, on its way from a client. Passes the bytes on while it learns what they are, and throws
 * a problem when they are too many, none, cut off, or no text; `facts` when they have all passed.
 */
export class IncomingCsv implements AsyncIterable<Uint8Array> {
  readonly #bytes: AsyncIterable<Uint8Array>;
  readonly #declared: Encoding | undefined;
  readonly #hash = createHash('sha256');
  readonly #utf = new UtfCount();
  #head: Buffer = Buffer.alloc(0);
  #judged = false;
  #encoding: Encoding | undefined;
  #sizeBytes = 0;
  #lineFeeds = 0;
  #returns = 0;
  #facts: CsvFacts | undefined;

  /** @param declared what the person says it is; otherwise it is found out */
  constructor(bytes: AsyncIterable<Uint8Array>, declared: Encoding | undefined) {
    this.#bytes = bytes;
    this.#declared = declared;
  }

  get facts(): CsvFacts {
    if (!this.#facts) throw new Error('the file has not arrived');
    return this.#facts;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of uncut(this.#bytes)) {
      await this.#take(chunk);
      yield chunk;
    }
    if (this.#sizeBytes === 0) throw refuse('is empty: the first line must name the columns');
    if (!this.#judged) await this.#judge();
    this.#facts = {
      sizeBytes: this.#sizeBytes,
      sha256: this.#hash.digest('hex'),
      lineEnds: this.#lineFeeds === 0 ? this.#returns : this.#lineFeeds,
      encoding: this.#declared ?? this.#encoding ?? this.#utf.finish(),
    };
  }

  async #take(chunk: Uint8Array): Promise<void> {
    this.#sizeBytes += chunk.length;
    if (this.#sizeBytes > IMPORT_MAXIMUM_BYTES) throw tooLargeImport();
    this.#hash.update(chunk);
    this.#utf.take(chunk);
    const missing = HEAD_BYTES - this.#head.length;
    if (missing > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, missing)]);
    if (!this.#judged && this.#head.length === HEAD_BYTES) await this.#judge();
    let zero = -1;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === LINE_FEED) this.#lineFeeds += 1;
      else if (byte === CARRIAGE_RETURN) this.#returns += 1;
      else if (byte === 0 && zero === -1) zero = at;
    }
    if (zero !== -1 && this.#judged) this.#refuseZero(this.#sizeBytes - chunk.length + zero);
  }

  /** By its beginning, so that nobody sends a hundred megabytes of a film. */
  async #judge(): Promise<void> {
    this.#judged = true;
    this.#encoding = encodingByMark(this.#head) ?? encodingByZeros(this.#head);
    if (this.#isUtf16()) return;
    if (this.#head.some(isControl)) throw refuse(await whatItIs(this.#head));
    if (isRefusedContent(this.#head, 'text/plain')) {
      throw refuse('is a web page or a script, no CSV file');
    }
  }

  #isUtf16(): boolean {
    return (this.#declared ?? this.#encoding)?.startsWith('utf-16') ?? false;
  }

  #refuseZero(position: number): void {
    if (this.#isUtf16()) return;
    throw refuse(`has a NUL character at byte ${position}, which no text has: the file is damaged`);
  }
}

/** Control characters, but for tab, line ends and page ends. */
const isControl = (byte: number) => byte < 0x20 && byte !== 0x09 && (byte < 0x0a || byte > 0x0d);

async function whatItIs(head: Uint8Array): Promise<string> {
  const mediaType = await mediaTypeOf(head, false);
  if (/zip|officedocument|opendocument|x-cfb/u.test(mediaType)) {
    return 'is a workbook or an archive, no CSV file; a spreadsheet program saves its sheet as CSV';
  }
  const found = mediaType === 'application/octet-stream' ? '' : ` (${mediaType})`;
  return `is no CSV file but something else than text${found}`;
}

/** A client that goes away in the middle is no fault of ours. */
async function* uncut(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch {
    throw refuse('was cut off');
  }
}
