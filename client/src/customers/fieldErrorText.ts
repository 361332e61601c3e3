import type { TFunction } from 'i18next';
import { problemOf } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';

/** Why a field was not saved: the server's own words about that field where it gave any. */
export function fieldErrorText(t: TFunction, field: string, error: unknown): string {
  const problem = problemOf(error);
  if (problem?.type !== 'validation') return errorText(t, error);
  const pointer = `/${field.replace('.', '/')}`;
  const own = problem.issues.filter(
    (issue) => issue.pointer === pointer || issue.pointer.startsWith(`${pointer}/`),
  );
  return own.length === 0 ? errorText(t, error) : own.map(({ message }) => sentence(message)).join(' ');
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
