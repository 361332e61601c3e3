import { z } from 'zod';
import { skippedCustomer } from '../batches/skippedCustomer.ts';
import { customer } from '../customers/customer.ts';
import { importWork } from '../imports/importWork.ts';
import { recordedAt } from './values.ts';

/** One thing wrong with the input: where it stands, as a JSON pointer into that part of the request. */
export const inputIssue = z.object({
  in: z.enum(['body', 'query', 'path', 'header']),
  pointer: z.string(),
  message: z.string(),
});
export type InputIssue = z.output<typeof inputIssue>;

/** A field that somebody else changed after the base the caller worked from. */
export const fieldConflict = z.object({
  field: z.string(),
  base: z.unknown(),
  theirs: z.unknown(),
  changedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  changedAt: recordedAt,
});
export type FieldConflict = z.output<typeof fieldConflict>;

const common = {
  title: z.string(),
  detail: z.string().optional(),
  instance: z.string().meta({ description: 'The request id' }),
};

const problemOf = <T extends string, S extends number, X extends z.ZodRawShape>(
  type: T,
  status: S,
  extras: X,
) => z.object({ type: z.literal(type), status: z.literal(status), ...common, ...extras });

const retryAfter = { retryAfterSeconds: z.int() };

/** Every error an endpoint can answer: RFC 9457 members and the extras of its `type`. */
export const problem = z.discriminatedUnion('type', [
  problemOf('validation', 400, { issues: z.array(inputIssue) }),
  problemOf('unauthenticated', 401, {
    isSomebodyElse: z
      .literal(true)
      .optional()
      .meta({ description: 'Somebody is signed in, but not whom `Caseload-Employee` names' }),
  }),
  problemOf('forbidden', 403, {}),
  problemOf('not-found', 404, {}),
  problemOf('method-not-allowed', 405, { allow: z.array(z.string()) }),
  z.object({
    type: z.literal('conflict'),
    status: z.union([z.literal(409), z.literal(412)]),
    ...common,
    current: customer,
    conflicts: z.array(fieldConflict),
    /** Fields the caller did not send but that changed since the base, with what they are now. */
    alsoChanged: z.array(fieldConflict),
  }),
  problemOf('outdated', 409, {}),
  /** Nothing was changed, since these customers could not be. */
  problemOf('batch-refused', 409, { skipped: z.array(skippedCustomer) }),
  /** One import works in an organisation at a time, and this is the one. */
  problemOf('import-running', 409, {
    running: z.object({
      id: z.string(),
      fileName: z.string(),
      kind: importWork,
      startedBy: z.object({ id: z.string(), name: z.string() }),
      startedAt: recordedAt,
    }),
  }),
  problemOf('payload-too-large', 413, {}),
  problemOf('unsupported-media-type', 415, {}),
  problemOf('idempotency-mismatch', 422, {}),
  problemOf('precondition-required', 428, {}),
  problemOf('rate-limited', 429, retryAfter),
  problemOf('headers-too-large', 431, {}),
  problemOf('internal', 500, {}),
  problemOf('busy', 503, retryAfter),
]);
export type Problem = z.output<typeof problem>;
export type ProblemType = Problem['type'];
export type ConflictProblem = Extract<Problem, { type: 'conflict' }>;
