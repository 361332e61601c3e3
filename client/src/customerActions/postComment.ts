import { postComment as postCommentEndpoint } from '@caseload/shared/customerActions/endpoints.ts';
import { call } from '../api/call.ts';
import { isApiError, problemOf, retryAfterOf } from '../api/errors.ts';
import { isOutcomeUnknown } from '../customers/isOutcomeUnknown.ts';
import type { PostAnswer } from './outbox.ts';

/** Milliseconds before a comment that was not heard is sent again by itself. */
const PAUSE_MS = 3_000;

/** One attempt to post a comment under its key. */
export async function postComment(
  customerId: string,
  body: string,
  idempotencyKey: string,
): Promise<PostAnswer> {
  try {
    const input = { params: { id: customerId }, body: { body } };
    return { kind: 'posted', action: await call(postCommentEndpoint, input, { idempotencyKey }) };
  } catch (error) {
    if (!isApiError(error)) throw error;
    const isLater = isOutcomeUnknown(error) || problemOf(error)?.type === 'rate-limited';
    if (!isLater) return { kind: 'refused', error };
    return { kind: 'later', error, waitMs: Math.max(PAUSE_MS, (retryAfterOf(error) ?? 0) * 1_000) };
  }
}
