import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import {
  CommitOutcomeUnknown,
  ConnectionLost,
  DatabaseBusy,
  driverError,
  isOverloaded,
  isSessionEnded,
  violatedConstraint,
} from '@caseload/db/kernel/errors.ts';
import { busy, invalid, notFound, ProblemError } from './problemError.ts';

/** The last middleware: whatever went wrong leaves as a problem, and nothing of its inside with it. */
export const errorHandler: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const problem = toProblem(error);
  // The line about the request tells it; behind an answer that line may be written already.
  if (problem.status >= 500 && !response.writableEnded) Object.assign(response, { err: error });
  if (response.headersSent) {
    if (response.writableEnded) request.log?.error({ err: error }, 'something failed behind the answer');
    // A whole answer has gone out and something behind it failed: the connection is good for the next request.
    if (!response.writableEnded) next(error);
    return;
  }
  sendProblem(response, problem, String(request.id));
};

/** What no route took. */
export const unknownAddress: RequestHandler = (_request, _response, next) => next(notFound());

/** Writes a problem as the answer. `instance` is the request id. */
export function sendProblem(response: Response, problem: ProblemError, instance: string): void {
  const { extras } = problem;
  if ('retryAfterSeconds' in extras) response.set('Retry-After', String(extras.retryAfterSeconds));
  if (isMethodProblem(problem)) response.set('Allow', problem.extras.allow.join(', '));
  response.status(problem.status).set('Cache-Control', 'no-store').type('application/problem+json');
  response.send(JSON.stringify(problem.toBody(instance)));
}

const isMethodProblem = (problem: ProblemError): problem is ProblemError<'method-not-allowed'> =>
  problem.type === 'method-not-allowed';

export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return fromDatabase(error) ?? fromHttp(error) ?? new ProblemError('internal', {}, { cause: error });
}

/** Each table that remembers operations has each id of an organisation once. */
const OPERATION_KEY = '_operation_key';

function fromDatabase(error: unknown): ProblemError | undefined {
  if (error instanceof CommitOutcomeUnknown) {
    return new ProblemError(
      'busy',
      { retryAfterSeconds: 1 },
      {
        cause: error,
        detail: 'It is not known whether this was saved. Send it again with the same Idempotency-Key.',
      },
    );
  }
  if (error instanceof DatabaseBusy || error instanceof ConnectionLost) return busy(1, error);
  // Whoever looked for an earlier run of this write found none: the key is that of another kind of write.
  if (violatedConstraint(error)?.endsWith(OPERATION_KEY))
    return new ProblemError('idempotency-mismatch', {}, { cause: error });
  return isSessionEnded(error) || isOverloaded(error) ? busy(1, driverError(error)) : undefined;
}

/** Errors of Express and its body parser carry `type` or a 4xx `status`. */
function fromHttp(error: unknown): ProblemError | undefined {
  if (!(error instanceof Error)) return undefined;
  const type = 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return new ProblemError('payload-too-large', {});
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new ProblemError('unsupported-media-type', {});
  }
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 500;
  if (status < 400 || status >= 500) return undefined;
  if (status === 404) return notFound();
  if (error instanceof URIError)
    return invalid([{ in: 'path', pointer: '', message: 'is not valid percent-encoded UTF-8' }]);
  return invalid([{ in: 'body', pointer: '', message: 'could not be read' }]);
}
