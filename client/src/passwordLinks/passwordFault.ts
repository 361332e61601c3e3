import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from '@caseload/shared/settings/endpoints.ts';
import { problemOf } from '../api/errors.ts';

export type PasswordFault = 'missing' | 'tooShort' | 'tooLong' | 'guessed';

/** What can be told before the server is asked. Lengths are counted as people see them. */
export function passwordFault(password: string): PasswordFault | null {
  if (password === '') return 'missing';
  if (Array.from(password.normalize('NFKC')).length < PASSWORD_MINIMUM) return 'tooShort';
  return password.length > PASSWORD_MAXIMUM ? 'tooLong' : null;
}

/** Whether the server refused the password itself: its length is checked before, so it is easily guessed. */
export function refusedPassword(error: unknown): PasswordFault | null {
  const problem = problemOf(error);
  const isRefused =
    problem?.type === 'validation' && problem.issues.some(({ pointer }) => pointer === '/password');
  return isRefused ? 'guessed' : null;
}
