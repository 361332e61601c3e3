import type { Problem } from '@caseload/shared/contracts/problems.ts';
import type { TFunction } from 'i18next';
import { NetworkError, ProblemError, UnexpectedAnswerError } from './errors.ts';

/** What to tell a person about a failed call: what happened and what they can do. */
export function errorText(t: TFunction, error: unknown): string {
  if (error instanceof ProblemError) return problemText(t, error.problem);
  if (error instanceof NetworkError) return t('errors.network');
  if (error instanceof UnexpectedAnswerError) return t('errors.unexpected', { status: error.status });
  return t('errors.unknown');
}

function problemText(t: TFunction, problem: Problem): string {
  switch (problem.type) {
    case 'validation':
      return t('errors.validation', { issues: problem.issues.map((issue) => issueText(issue)).join('; ') });
    case 'rate-limited':
      return t('errors.rateLimited', { count: problem.retryAfterSeconds });
    case 'busy':
      return t('errors.busy', { count: problem.retryAfterSeconds });
    case 'unauthenticated':
      return t('errors.unauthenticated');
    case 'forbidden':
      return problem.detail ?? t('errors.forbidden');
    case 'not-found':
      return t('errors.notFound');
    case 'conflict':
      return t('errors.conflict');
    case 'payload-too-large':
      return t('errors.payloadTooLarge');
    case 'method-not-allowed':
    case 'unsupported-media-type':
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
