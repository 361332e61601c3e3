import { DatabaseError } from 'pg';

/** No connection came free in time, or too many already wait for one. Nothing was done. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
}

/** The connection ended, or the deadline passed, before COMMIT was sent. Nothing was saved. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** COMMIT was sent and its answer never came: it may or may not have been saved. `operation_id` tells. */
export class CommitOutcomeUnknown extends Error {
  override readonly name = 'CommitOutcomeUnknown';
}

/** COMMIT was answered with ROLLBACK, so nothing was saved; `cause` is the statement error that led to it. */
export class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

/** A statement that PostgreSQL skipped, since one before it failed (`cause`), or that was never sent. */
export class NotExecuted extends Error {
  override readonly name = 'NotExecuted';
}

/** A mistake in the calling code: the message says which rule of the kernel it breaks. */
export class KernelMisuse extends Error {
  override readonly name = 'KernelMisuse';
}

function isErrorWithCode(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** The error of the driver behind drizzle's wrapper or our own, or the error itself. */
export function driverError(error: unknown): unknown {
  let current = error;
  while (current instanceof Error && !isErrorWithCode(current) && current.cause !== undefined)
    current = current.cause;
  return current;
}

// None begins with E, as codes of the operating system do: EPIPE.
const SQLSTATE = /^[0-9A-DF-Z][0-9A-Z]{4}$/u;

/** The five-character SQLSTATE of a PostgreSQL error, through any wrapping. */
export function sqlState(error: unknown): string | undefined {
  const inner = driverError(error);
  return isErrorWithCode(inner) && SQLSTATE.test(inner.code) ? inner.code : undefined;
}

/** The constraint a PostgreSQL error names. */
export function violatedConstraint(error: unknown): string | undefined {
  const inner = driverError(error);
  return inner instanceof Error && 'constraint' in inner && typeof inner.constraint === 'string'
    ? inner.constraint
    : undefined;
}

/** Why, in words. A name with several addresses fails once for each, and the error of them all has no message. */
export function reasonOf(error: unknown): string {
  const cause = driverError(error);
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
}

// Class 08 and 57P01 to 57P05: the server ended the session.
const SESSION_ENDED = /^(?:08|57P0[1-5])/u;

/** Whether the server said that it ended the session, rather than refused a statement. */
export function isSessionEnded(error: unknown): boolean {
  const inner = driverError(error);
  const severity = inner instanceof DatabaseError ? inner.severity : undefined;
  return severity === 'FATAL' || severity === 'PANIC' || SESSION_ENDED.test(sqlState(error) ?? '');
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';

/** Whether PostgreSQL chose this transaction as the victim and asks to run it again. */
export function isRetryRequested(error: unknown): boolean {
  const state = sqlState(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED;
}

// 57014 statement timeout, 55P03 lock timeout, 53xxx out of something, 40xxx still a victim after all tries,
// 25P03 idle in transaction, 25P04 transaction timeout.
const OVERLOADED = /^(?:57014|55P03|53...|40001|40P01|25P03|25P04)$/u;

/** Whether PostgreSQL had too much to do to say more of a statement than that. */
export const isOverloaded = (error: unknown): boolean => OVERLOADED.test(sqlState(error) ?? '');
