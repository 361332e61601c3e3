import { addressOf } from '../api/addressOf.ts';

/**
 * How many rows a file will have, which its answer says before its first line; the rest is not read. Null when the
 * server does not say.
 */
export async function countRows(path: string, query: object, signal: AbortSignal): Promise<number | null> {
  const reading = new AbortController();
  const response = await fetch(addressOf(path, { query }), {
    signal: AbortSignal.any([signal, reading.signal]),
  });
  const header = response.ok ? response.headers.get('x-total-count') : null;
  reading.abort();
  return header !== null && /^\d{1,12}$/u.test(header) ? Number(header) : null;
}
