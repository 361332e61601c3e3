import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A token nobody can guess, 43 characters that may stand in any address. */
export const newLinkToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** SHA-256 of a token: who reads the table cannot use a link. */
export const digestOfToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');
