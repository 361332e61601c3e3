import { problemOf } from '../api/errors.ts';

export type RefusedFields = { readonly name?: string; readonly email?: string; readonly role?: string };

/** What the server found wrong, by field; null when it refused for another reason, or for several that have no field. */
export function refusedFields(error: unknown): RefusedFields | null {
  const problem = problemOf(error);
  if (problem?.type !== 'validation') return null;
  const messageAt = (pointer: string) => problem.issues.find((issue) => issue.pointer === pointer)?.message;
  const [name, email, role] = ['/name', '/email', '/role'].map(messageAt);
  if (name === undefined && email === undefined && role === undefined) return null;
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(role === undefined ? {} : { role }),
  };
}
