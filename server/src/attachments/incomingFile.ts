import { createHash } from 'node:crypto';
import { ATTACHMENT_MAXIMUM_BYTES } from '@caseload/shared/attachments/attachment.ts';
import { invalid, ProblemError } from '../http/problemError.ts';
import { isRefusedContent, mediaTypeOf } from './fileContent.ts';
import { TextCheck } from './textCheck.ts';

export type FileFacts = { readonly sizeBytes: number; readonly sha256: string; readonly mediaType: string };

export const REFUSED_KIND = {
  in: 'query',
  pointer: '/name',
  message:
    'is a program, a script or a web page; such files are not taken. Others may be put into a ZIP file',
} as const;
const EMPTY = { in: 'body', pointer: '', message: 'is empty' } as const;
const CUT_OFF = { in: 'body', pointer: '', message: 'was cut off' } as const;

/** As much of a beginning as every kind of file is known by. */
const HEAD_BYTES = 64 * 1024;

/**
 * A file on its way from a client. Passes the bytes on while it learns what they are, and throws a problem when
 * they are too many, none, cut off, or of a kind that is not taken; `facts` when they have all passed.
 */
export class IncomingFile implements AsyncIterable<Uint8Array> {
  readonly #bytes: AsyncIterable<Uint8Array>;
  readonly #hash = createHash('sha256');
  readonly #text = new TextCheck();
  #head: Buffer = Buffer.alloc(0);
  #sizeBytes = 0;
  #facts: FileFacts | undefined;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#bytes = bytes;
  }

  get facts(): FileFacts {
    if (!this.#facts) throw new Error('the file has not arrived');
    return this.#facts;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of uncut(this.#bytes)) {
      this.#take(chunk);
      yield chunk;
    }
    if (this.#sizeBytes === 0) throw invalid([EMPTY]);
    const isText = this.#text.finish();
    const mediaType = await mediaTypeOf(this.#head, isText);
    if (isRefusedContent(this.#head, mediaType)) throw invalid([REFUSED_KIND]);
    this.#facts = { sizeBytes: this.#sizeBytes, sha256: this.#hash.digest('hex'), mediaType };
  }

  #take(chunk: Uint8Array): void {
    this.#sizeBytes += chunk.length;
    if (this.#sizeBytes > ATTACHMENT_MAXIMUM_BYTES) throw tooLarge();
    this.#hash.update(chunk);
    this.#text.take(chunk);
    const missing = HEAD_BYTES - this.#head.length;
    if (missing > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, missing)]);
  }
}

export const tooLarge = () =>
  new ProblemError(
    'payload-too-large',
    {},
    { detail: `A file may have ${ATTACHMENT_MAXIMUM_BYTES / 1024 / 1024} MB.` },
  );

/** A client that goes away in the middle is no fault of ours. */
async function* uncut(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch {
    throw invalid([CUT_OFF]);
  }
}
