import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from '@caseload/shared/settings/endpoints.ts';
import { problemOf } from '../api/errors.ts';

export type PasswordFault = 'missing' | 'wrong' | 'tooShort' | 'tooLong' | 'same' | 'guessed';
export type PasswordFaults = {
  readonly current?: PasswordFault | undefined;
  readonly next?: PasswordFault | undefined;
};

/** What can be told before the server is asked. Lengths are counted as people see them. */
export function passwordFaults(current: string, next: string): PasswordFaults {
  return { current: current === '' ? 'missing' : undefined, next: faultOf(current, next) };
}

function faultOf(current: string, next: string): PasswordFault | undefined {
  const composed = next.normalize('NFKC');
  if (next === '') return 'missing';
  if (Array.from(composed).length < PASSWORD_MINIMUM) return 'tooShort';
  if (next.length > PASSWORD_MAXIMUM) return 'tooLong';
  return composed === current.normalize('NFKC') ? 'same' : undefined;
}

/**
 * What the server found wrong, by field; null when it refused for another reason. Length and sameness are checked
 * before it is asked, so that what is left of the new password is that it is easily guessed.
 */
export function refusedFaults(error: unknown): PasswordFaults | null {
  const problem = problemOf(error);
  if (problem?.type !== 'validation') return null;
  const has = (pointer: string) => problem.issues.some((issue) => issue.pointer === pointer);
  return {
    current: has('/currentPassword') ? 'wrong' : undefined,
    next: has('/newPassword') ? 'guessed' : undefined,
  };
}
