import type { Problem } from '@caseload/shared/contracts/problems.ts';
import type { TFunction } from 'i18next';
import { knownFault } from './faultKeys.ts';
import { faultText, issuesText } from './faultText.ts';
import { NetworkError, ProblemError, retryAfterOf, UnexpectedAnswerError } from './errors.ts';

/**
 * What to tell a person about a failed call: what happened and what they can do.
 * @param secondsLeft how long the server still wants to be left alone, for texts that count down
 */
export function errorText(t: TFunction, error: unknown, secondsLeft = retryAfterOf(error) ?? 0): string {
  if (error instanceof ProblemError) return problemText(t, error.problem, secondsLeft);
  if (error instanceof NetworkError) return t('errors.network');
  if (error instanceof UnexpectedAnswerError) return t('errors.unexpected', { status: error.status });
  return t('errors.unknown');
}

function problemText(t: TFunction, problem: Problem, count: number): string {
  switch (problem.type) {
    case 'validation':
      return t('errors.validation', { issues: issuesText(t, problem.issues) });
    case 'rate-limited':
      return count > 0 ? t('errors.rateLimited', { count }) : t('errors.rateLimitedOver');
    case 'busy':
      return count > 0 ? t('errors.busy', { count }) : t('errors.busyOver');
    case 'unauthenticated':
      return t('errors.unauthenticated');
    case 'forbidden':
      return forbiddenText(t, problem.detail);
    case 'not-found':
      return t('errors.notFound');
    case 'conflict':
      return t('errors.conflict');
    case 'outdated':
      return t('errors.outdated');
    case 'payload-too-large':
      return t('errors.payloadTooLarge');
    case 'unsupported-media-type':
      return t('errors.refusedKind');
    case 'batch-refused':
      return t('errors.batchRefused');
    case 'import-running':
      return t('errors.importRunning');
    case 'method-not-allowed':
    case 'idempotency-mismatch':
    case 'precondition-required':
    case 'headers-too-large':
      return t('errors.refused');
    case 'internal':
      return t('errors.internal');
  }
}

/** Why not, where the server gave a reason that this page has words for. */
function forbiddenText(t: TFunction, reason: string | undefined): string {
  return reason === undefined || knownFault(reason) === null ? t('errors.forbidden') : faultText(t, reason);
}
