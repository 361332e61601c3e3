import { type ApiError, NetworkError, ProblemError } from '../api/errors.ts';

/** Whether a write may have been done although it failed here: then it is repeated under its own key only. */
export function isOutcomeUnknown(error: ApiError): boolean {
  if (error instanceof NetworkError) return true;
  if (error instanceof ProblemError)
    return error.problem.type === 'busy' || error.problem.type === 'internal';
  return error.status >= 500 || error.status < 400;
}
