import { DatabaseBusy, driverError, sqlState } from '@caseload/db/kernel/errors.ts';
import { describeFault } from '../support/fatal.ts';

/** Why nothing was imported, as a sentence for the person at the terminal. */
export function explainFault(error: unknown): string {
  if (error instanceof DatabaseBusy) {
    const cause = driverError(error.cause);
    // A name with several addresses fails once for each, and the error of them all has no message.
    const why = cause instanceof AggregateError ? cause.errors.map(messageOf).join('; ') : messageOf(cause);
    return `The database cannot be reached, nothing was imported: ${why}`;
  }
  switch (sqlState(error)) {
    case '42P01':
      return 'The database has no Caseload in it yet. Start Caseload on it once.';
    case '55P03':
      return 'Another import into this organisation is running, or somebody holds its customers. Nothing was imported; try again.';
    default:
      return describeFault(error);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
