import type { TFunction } from 'i18next';
import { problemOf, retryAfterOf } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';
import { faultText } from '../api/faultText.ts';

/** Why a field was not saved: what is wrong with that field where the server said it. */
export function fieldErrorText(
  t: TFunction,
  field: string,
  error: unknown,
  secondsLeft = retryAfterOf(error) ?? 0,
): string {
  const problem = problemOf(error);
  if (problem?.type !== 'validation') return errorText(t, error, secondsLeft);
  const pointer = `/${field.replace('.', '/')}`;
  const own = problem.issues.filter(
    (issue) => issue.pointer === pointer || issue.pointer.startsWith(`${pointer}/`),
  );
  return own.length === 0 ? errorText(t, error) : own.map(({ message }) => faultText(t, message)).join(' ');
}
