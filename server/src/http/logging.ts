import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { type DestinationStream, type Logger, pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { ConnectionLost, DatabaseBusy } from '@caseload/db/kernel/errors.ts';

/** Structured logs, one JSON object a line. Secrets are not redacted but never put in: see the serialisers. */
export function makeLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['password', '*.password'] },
    destination ?? pino.destination(2),
  );
}

const ACCEPTABLE_ID = /^[A-Za-z0-9._-]{8,100}$/u;

function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && ACCEPTABLE_ID.test(given) ? given : randomUUID();
}

/** Gives every request its id, which is answered in `X-Request-Id`, and logs it when it is done. */
export function logRequests(logger: Logger): RequestHandler {
  const log = pinoHttp({
    logger,
    genReqId(request, response) {
      const id = requestIdOf(request);
      response.setHeader('X-Request-Id', id);
      return id;
    },
    wrapSerializers: false,
    serializers: {
      // Neither headers nor the query: cookies and searched names have no place in a log.
      req: (request: IncomingMessage & { originalUrl?: string }) => ({
        id: request.id,
        method: request.method,
        path: (request.originalUrl ?? request.url)?.split('?')[0],
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      err: (error: unknown) => describeError(error),
    },
    customLogLevel: (_request, response) => levelOf(response),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
  });
  return (request, response, next) => log(request, response, next);
}

/** What comes by the hundred where more is asked than can be done; where from says nothing. */
const isExpected = (error: unknown) => error instanceof DatabaseBusy || error instanceof ConnectionLost;

// Class 22 is about values, 23 about constraints, P0 is raised by functions: PostgreSQL repeats in their messages
// what was sent.
const REPEATS_VALUES = /^(?:22|23|P0)/u;

/** `err` is what the error handler leaves there. */
function levelOf({ statusCode, err }: { readonly statusCode: number; readonly err?: unknown }) {
  if (statusCode < 500) return 'debug';
  return isExpected(err) ? 'warn' : 'error';
}

/** Names, messages and codes along the chain of causes, without messages that hold what people typed. */
function describeError(error: unknown, ofExpected = false): unknown {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  // `params`: drizzle's own error, whose message holds the parameters.
  const isPrivate = 'params' in error || (typeof code === 'string' && REPEATS_VALUES.test(code));
  return {
    type: error.name,
    message: isPrivate ? 'a statement failed' : error.message,
    code,
    constraint: 'constraint' in error ? error.constraint : undefined,
    stack: isPrivate || ofExpected || isExpected(error) ? undefined : error.stack,
    cause: describeError(error.cause, ofExpected || isExpected(error)),
  };
}
