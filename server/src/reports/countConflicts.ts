import type { ErrorRequestHandler } from 'express';
import { ProblemError } from '../http/problemError.ts';
import { findActor } from '../session/currentSession.ts';
import type { ConflictCounts, ConflictKind } from './conflictCounts.ts';

/** Counts the answers that kept somebody from overwriting what they had not seen, and passes them on. */
export const countConflicts =
  (counts: Pick<ConflictCounts, 'add'>): ErrorRequestHandler =>
  (error: unknown, request, _response, next) => {
    const actor = findActor(request);
    const kind = conflictKind(error);
    if (actor && kind) counts.add(actor.organisationId, kind);
    next(error);
  };

/**
 * A save of other fields than those that changed meanwhile, and of tags, is merged by the screens without a question:
 * they send it again on top of the other one. Everything else asks whoever saved.
 */
export function conflictKind(error: unknown): ConflictKind | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  if (error.type === 'outdated' || error.type === 'batch-refused') return 'asked';
  if (!isConflict(error)) return undefined;
  return error.extras.conflicts.every(({ field }) => field === 'tags') ? 'merged' : 'asked';
}

const isConflict = (error: ProblemError): error is ProblemError<'conflict'> => error.type === 'conflict';
