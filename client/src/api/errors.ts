import { type Problem, problem } from '@caseload/shared/contracts/problems.ts';

/** The server refused, and said why in the form both sides agreed on. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(of: Problem) {
    super(of.title);
    this.problem = of;
  }
}

/** What was to be undone is no longer as it was left. */
export const outdated = (): ProblemError =>
  new ProblemError({ type: 'outdated', status: 409, title: 'changed meanwhile', instance: '' });

/** No answer arrived: offline, or the server is not running. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

/** An answer outside the contract, for example from a proxy in front of the server. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  readonly status: number;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(response: Response) {
    super(`unexpected answer with status ${response.status}`);
    this.status = response.status;
    this.requestId = response.headers.get('x-request-id');
    this.retryAfterSeconds = secondsOf(response.headers.get('retry-after'));
  }
}

/** Everything `call` throws, besides the `AbortError` of a call that was cancelled. */
export type ApiError = ProblemError | NetworkError | UnexpectedAnswerError;

export function isApiError(error: unknown): error is ApiError {
  return (
    error instanceof ProblemError || error instanceof NetworkError || error instanceof UnexpectedAnswerError
  );
}

/** The typed problem behind an error, or null when it is none. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof ProblemError ? error.problem : null;
}

/** How long the server asked to wait, or null when it did not. */
export function retryAfterOf(error: unknown): number | null {
  if (error instanceof UnexpectedAnswerError) return error.retryAfterSeconds;
  const of = problemOf(error);
  return of?.type === 'rate-limited' || of?.type === 'busy' ? of.retryAfterSeconds : null;
}

/** The id under which the server logged the request, or null when the answer carried none. */
export function requestIdOf(error: unknown): string | null {
  if (error instanceof UnexpectedAnswerError) return error.requestId;
  return problemOf(error)?.instance ?? null;
}

/**
 * Members this page does not know are let through: after a deploy an open page meets a newer server, and
 * an addition must not turn a conflict into an unknown error.
 */
export function isProblem(value: unknown): value is Problem {
  const { error } = problem.safeParse(value);
  return error === undefined || error.issues.every((issue) => issue.code === 'unrecognized_keys');
}

function secondsOf(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/u.test(header) ? Number(header) : null;
}
