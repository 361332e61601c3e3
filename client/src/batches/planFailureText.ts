import type { TFunction } from 'i18next';
import { problemOf, retryAfterOf } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';

/** Why a preview could not be made; that a filter holds nobody or too many is said in the person's language. */
export function planFailureText(
  t: TFunction,
  error: unknown,
  secondsLeft = retryAfterOf(error) ?? 0,
): string {
  const problem = problemOf(error);
  const isOfFilter =
    problem?.type === 'validation' && problem.issues.some(({ pointer }) => pointer === '/filter');
  return isOfFilter ? t('batches.filterRefused') : errorText(t, error, secondsLeft);
}
