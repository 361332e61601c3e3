import { postComment as postCommentEndpoint } from '@caseload/shared/customerActions/endpoints.ts';
import { call, SHORT_PATIENCE_MS } from '../api/call.ts';
import type { PostComment } from '../outbox/sendEntry.ts';

/** One attempt to post a comment under its operation id. The outbox itself sees to sign-in, so that no lock is held meanwhile. */
export const postComment: PostComment = (customerId, { body, attachmentIds }, operationId) =>
  call(
    postCommentEndpoint,
    { params: { id: customerId }, body: { body, attachmentIds: [...attachmentIds] } },
    { idempotencyKey: operationId, whenSignedOut: 'throw', patienceMs: SHORT_PATIENCE_MS },
  );
