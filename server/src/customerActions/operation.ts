import { hash } from 'node:crypto';
import type { Door } from '@caseload/shared/customerActions/action.ts';
import { ProblemError } from '../http/problemError.ts';
import type { RequestContext } from '../http/route.ts';
import type { Actor } from '../session/actor.ts';
import { newId } from '../newId.ts';

/** One write as its caller meant it: done again under the same id, it happens once. */
export type Operation = {
  readonly id: string;
  /** Digest of who asked for what, to tell a retry from another request under the same key. */
  readonly hash: string;
  /** Whether the caller chose the id, so that it may have been used before. */
  readonly mayRepeat: boolean;
  readonly via: Door;
  readonly requestId: string | null;
};

/** The operation of a request; `asked` is everything that its outcome depends on. */
export function operationOf(context: RequestContext, actor: Actor, asked: unknown): Operation {
  const key = context.idempotencyKey;
  return {
    id: key ?? newId(),
    hash: hash('sha256', JSON.stringify([actor.id, asked]), 'base64url'),
    mayRepeat: key !== undefined,
    via: context.via,
    requestId: context.requestId,
  };
}

/** Refuses a key that was used for something else. */
export function refuseOtherRequest(
  operation: Operation,
  earlier: { readonly operationHash: string | null },
): void {
  if (earlier.operationHash !== operation.hash) throw new ProblemError('idempotency-mismatch', {});
}

export const REPLAYED = { 'Idempotency-Replayed': 'true' } as const;
