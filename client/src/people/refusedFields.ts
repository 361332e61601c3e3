import type { TFunction } from 'i18next';
import { problemOf } from '../api/errors.ts';
import { faultText } from '../api/faultText.ts';

export type RefusedFields = { readonly name?: string; readonly email?: string; readonly role?: string };

/**
 * What the server found wrong, by field, in the language of the page; null when it refused for another reason, or for
 * several that have no field.
 */
export function refusedFields(t: TFunction, error: unknown): RefusedFields | null {
  const problem = problemOf(error);
  if (problem?.type !== 'validation') return null;
  const faultAt = (pointer: string) => {
    const issue = problem.issues.find((candidate) => candidate.pointer === pointer);
    return issue === undefined ? undefined : faultText(t, issue.message);
  };
  const [name, email, role] = ['/name', '/email', '/role'].map(faultAt);
  if (name === undefined && email === undefined && role === undefined) return null;
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(role === undefined ? {} : { role }),
  };
}
