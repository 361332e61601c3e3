import { postComment as postCommentEndpoint } from '@caseload/shared/customerActions/endpoints.ts';
import { call } from '../api/call.ts';
import type { PostComment } from '../outbox/sendEntry.ts';

/** One attempt to post a comment under its key. The outbox itself sees to sign-in, so that no lock is held meanwhile. */
export const postComment: PostComment = (customerId, { body, attachmentIds }, idempotencyKey) =>
  call(
    postCommentEndpoint,
    { params: { id: customerId }, body: { body, attachmentIds: [...attachmentIds] } },
    { idempotencyKey, whenSignedOut: 'throw' },
  );
