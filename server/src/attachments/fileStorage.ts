import type { Readable } from 'node:stream';

/** What is kept under a key, opened for reading. `content` holds a resource until it ends or is destroyed. */
export type StoredFile = { readonly content: Readable; readonly sizeBytes: number };

/**
 * Where the bytes of attachments are. Keys are made by `fileKey`, never of anything a person wrote. Errors of
 * the medium (full, unreachable) pass through as they are.
 */
export type FileStorage = {
  /** Keeps the whole content, safe against a power cut, or nothing of it: when `content` throws, so does this. */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Throws `FileMissing` when nothing is kept under the key. */
  open(key: string): Promise<StoredFile>;
  /** Resolves as well when nothing is there. */
  remove(key: string): Promise<void>;
  /** Clears away what puts that a crash interrupted left behind, when it is older than `ageMs`. */
  tidy(ageMs: number): Promise<void>;
};

/** Nothing is kept under this key. */
export class FileMissing extends Error {
  override readonly name = 'FileMissing';
}

/** The key of an attachment's content. */
export const fileKey = (organisationId: string, attachmentId: string): string =>
  `${organisationId}/${attachmentId}`;
