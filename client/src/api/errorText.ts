import type { Problem } from '@caseload/shared/contracts/problems.ts';
import type { TFunction } from 'i18next';
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
      return t('errors.validation', { issues: problem.issues.map((issue) => issueText(issue)).join('; ') });
    case 'rate-limited':
      return count > 0 ? t('errors.rateLimited', { count }) : t('errors.rateLimitedOver');
    case 'busy':
      return count > 0 ? t('errors.busy', { count }) : t('errors.busyOver');
    case 'unauthenticated':
      return t('errors.unauthenticated');
    case 'forbidden':
      return problem.detail === undefined
        ? t('errors.forbidden')
        : t('errors.forbiddenBecause', { reason: problem.detail });
    case 'not-found':
      return t('errors.notFound');
    case 'conflict':
      return t('errors.conflict');
    case 'outdated':
      return t('errors.outdated');
    case 'payload-too-large':
      return t('errors.payloadTooLarge');
    case 'method-not-allowed':
    case 'unsupported-media-type':
    case 'batch-refused':
    case 'import-running':
    case 'idempotency-mismatch':
    case 'precondition-required':
    case 'headers-too-large':
      return t('errors.refused', { title: problem.title });
    case 'internal':
      return t('errors.internal');
  }
}

function issueText(issue: { readonly pointer: string; readonly message: string }): string {
  const field = issue.pointer.split('/').at(-1) ?? '';
  return field === '' ? issue.message : `${field} ${issue.message}`;
}
