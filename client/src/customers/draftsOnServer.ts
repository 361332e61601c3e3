import { DRAFT_MAXIMUM_BYTES, deleteDraft, type Draft, saveDraft } from '@caseload/shared/desk/endpoints.ts';
import { call, SHORT_PATIENCE_MS } from '../api/call.ts';
import { isApiError, NetworkError, ProblemError } from '../api/errors.ts';
import type { DraftPlace } from './draftPlaces.ts';
import type { DraftAnswer } from './draftsSync.ts';

/** What browsers let a page send while it goes away, in bytes, all its requests together. */
const KEEPALIVE_BYTES = 60_000;

const QUIET = { whenSignedOut: 'throw', patienceMs: SHORT_PATIENCE_MS } as const;

/** One try to keep a draft of this device on the server. */
export function keepDraft(
  { customerId: id, kind }: DraftPlace,
  draft: { readonly device: string; readonly content: Draft['content']; readonly typedAt: string },
  isLeaving: boolean,
): Promise<DraftAnswer> {
  const size = new TextEncoder().encode(JSON.stringify(draft)).length;
  if (size > DRAFT_MAXIMUM_BYTES) return Promise.resolve('never');
  const keepalive = isLeaving && size < KEEPALIVE_BYTES;
  return answerOf(call(saveDraft, { params: { id, kind }, body: draft }, { ...QUIET, keepalive }));
}

/** One try to make the server forget a draft of a device. */
export function forgetDraft(
  { customerId: id, kind }: DraftPlace,
  device: string,
  isLeaving = false,
): Promise<DraftAnswer> {
  return answerOf(call(deleteDraft, { params: { id, kind, device } }, { ...QUIET, keepalive: isLeaving }));
}

async function answerOf(request: Promise<unknown>): Promise<DraftAnswer> {
  try {
    await request;
    return 'done';
  } catch (error) {
    if (!isApiError(error)) throw error;
    if (error instanceof NetworkError) return 'later';
    const status = error instanceof ProblemError ? error.problem.status : error.status;
    return status === 401 || status === 429 || status >= 500 ? 'later' : 'never';
  }
}
