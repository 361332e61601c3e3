import { createHmac, timingSafeEqual } from 'node:crypto';
import { invalid } from './problemError.ts';

/** The values that a page ended at, as exact text. */
export type Position = readonly string[];

export type CursorCodec = {
  /** An opaque cursor for `list`: the filter, the order and the organisation it belongs to. */
  write(position: Position, list: unknown): string;
  /** Its values; a `validation` problem when it was altered, shortened, or belongs to another list. */
  read(cursor: string, list: unknown, length: number): string[];
};

const TAG_BYTES = 16;

/** Cursors carry their position in the open and a keyed digest over it and over the list they belong to. */
export function makeCursorCodec(secret: string): CursorCodec {
  const tagOf = (payload: Buffer, list: unknown) =>
    createHmac('sha256', secret)
      .update(payload)
      .update('\0')
      .update(JSON.stringify(list))
      .digest()
      .subarray(0, TAG_BYTES);

  return {
    write(position, list) {
      const payload = Buffer.from(JSON.stringify(position));
      return Buffer.concat([tagOf(payload, list), payload]).toString('base64url');
    },
    read(cursor, list, length) {
      const bytes = Buffer.from(cursor, 'base64url');
      const payload = bytes.subarray(TAG_BYTES);
      const isOurs =
        bytes.length > TAG_BYTES &&
        bytes.toString('base64url') === cursor &&
        timingSafeEqual(bytes.subarray(0, TAG_BYTES), tagOf(payload, list));
      const position: unknown = isOurs ? JSON.parse(payload.toString()) : undefined;
      if (!isPosition(position, length)) {
        throw invalid([{ in: 'query', pointer: '/cursor', message: 'is not a cursor of this list' }]);
      }
      return position;
    },
  };
}

function isPosition(value: unknown, length: number): value is string[] {
  return Array.isArray(value) && value.length === length && value.every((item) => typeof item === 'string');
}
