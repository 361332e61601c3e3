import type { Encoding } from '@caseload/shared/imports/import.ts';

/** By the byte order mark at the beginning. */
export function encodingByMark(head: Uint8Array): Encoding | undefined {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: most letters of a table in a European language have a zero as one of their two bytes. */
export function encodingByZeros(head: Uint8Array): Encoding | undefined {
  let [even, odd] = [0, 0];
  for (const [index, byte] of head.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = head.length / 6;
  if (odd > many && even < many / 10) return 'utf-16le';
  if (even > many && odd < many / 10) return 'utf-16be';
  return undefined;
}

const BROKEN = /\ufffd/gu;
const NOT_ASCII = /[^\p{ASCII}]/gu;

/**
 * Tells UTF-8 from Windows-1252, chunk by chunk. Text in the latter hardly ever happens to be UTF-8, so a file
 * with more good sequences than bad ones is UTF-8 that was damaged: its reader says where.
 */
export class UtfCount {
  readonly #decoder = new TextDecoder('utf-8');
  #good = 0;
  #broken = 0;

  take(chunk: Uint8Array): void {
    this.#count(this.#decoder.decode(chunk, { stream: true }));
  }

  finish(): Encoding {
    this.#count(this.#decoder.decode());
    return this.#broken > this.#good ? 'windows-1252' : 'utf-8';
  }

  #count(text: string): void {
    const broken = count(text, BROKEN);
    this.#broken += broken;
    this.#good += count(text, NOT_ASCII) - broken;
  }
}

function count(text: string, sought: RegExp): number {
  let found = 0;
  for (sought.lastIndex = 0; sought.test(text); ) found += 1;
  return found;
}
