import { addressOf } from '../api/addressOf.ts';
import { isProblem, NetworkError, ProblemError, UnexpectedAnswerError } from '../api/errors.ts';
import { holdForMyself } from '../api/sessionExpiry.ts';

/**
 * How many rows a file will have, which its answer says before its first line; the rest is not read. Null when the
 * server does not say.
 * @throws {ApiError} what kept it from being counted
 */
export async function countRows(path: string, query: object, signal: AbortSignal): Promise<number | null> {
  await holdForMyself({ signal });
  const reading = new AbortController();
  const response = await fetch(addressOf(path, { query }), {
    signal: AbortSignal.any([signal, reading.signal]),
  }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new NetworkError('no answer', { cause });
  });
  if (!response.ok) {
    const answer: unknown = await response.json().catch(() => null);
    throw isProblem(answer) ? new ProblemError(answer) : new UnexpectedAnswerError(response);
  }
  const header = response.headers.get('x-total-count');
  reading.abort();
  return header !== null && /^\d{1,12}$/u.test(header) ? Number(header) : null;
}
