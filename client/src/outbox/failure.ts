import { isApiError, problemOf, retryAfterOf } from '../api/errors.ts';
import { isOutcomeUnknown } from '../customers/isOutcomeUnknown.ts';

/** Why a comment is not there yet. `later`: not heard or too early, so it is sent again by itself. */
export type Failure =
  | {
      readonly kind: 'later';
      readonly error: Error;
      readonly waitMs: number;
      /** Whether it may have been done all the same. */
      readonly isUnknown: boolean;
    }
  | { readonly kind: 'refused'; readonly error: Error }
  /** The session has ended. */
  | { readonly kind: 'signedOut'; readonly error: Error };

/** Milliseconds before something that was not heard is sent again by itself. */
const PAUSE_MS = 3_000;

export function failureOf(error: unknown): Failure {
  if (!isApiError(error)) return { kind: 'refused', error: asError(error) };
  const type = problemOf(error)?.type;
  if (type === 'unauthenticated') return { kind: 'signedOut', error };
  const isUnknown = isOutcomeUnknown(error);
  if (!isUnknown && type !== 'rate-limited') return { kind: 'refused', error };
  return { kind: 'later', error, waitMs: Math.max(PAUSE_MS, (retryAfterOf(error) ?? 0) * 1_000), isUnknown };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
