import { isProblem, ProblemError, UnexpectedAnswerError } from './errors.ts';
import { tellOfLimit } from './limit.ts';
import { somebodyElseSignedIn } from './sessionExpiry.ts';

/** What an answer that is no success says, as the error to throw. */
export function refusalOf(response: Response, body: unknown): ProblemError | UnexpectedAnswerError {
  if (!isProblem(body)) return new UnexpectedAnswerError(response);
  const refusal = new ProblemError(body);
  tellOfLimit(refusal);
  return refusal;
}

/** Has the page know when a call was refused because somebody else is signed in by now. Leaves the body to be read. */
export async function heedSomebodyElse(response: Response): Promise<void> {
  if (response.status !== 401) return;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (isProblem(body) && body.type === 'unauthenticated' && body.isSomebodyElse) somebodyElseSignedIn();
}
