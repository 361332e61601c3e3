import { DatabaseBusy, reasonOf, sqlState } from '@caseload/db/kernel/errors.ts';
import { describeFault } from '../support/fatal.ts';

/** Why nothing was imported, as a sentence for the person at the terminal. */
export function explainFault(error: unknown): string {
  if (error instanceof DatabaseBusy) {
    return `The database cannot be reached, nothing was imported: ${reasonOf(error.cause)}`;
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
