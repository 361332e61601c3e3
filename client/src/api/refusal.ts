import { isProblem, ProblemError, UnexpectedAnswerError } from './errors.ts';
import { tellOfLimit } from './limit.ts';

/** What an answer that is no success says, as the error to throw. */
export function refusalOf(response: Response, body: unknown): ProblemError | UnexpectedAnswerError {
  if (!isProblem(body)) return new UnexpectedAnswerError(response);
  const refusal = new ProblemError(body);
  tellOfLimit(refusal);
  return refusal;
}
