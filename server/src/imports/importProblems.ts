import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import { canImport } from '@caseload/shared/rules/canImport.ts';
import { forbidden, invalid } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { ImportFault } from './importFault.ts';

export function refuseUnlessImporting(actor: Actor): void {
  if (!canImport(actor)) throw forbidden('Only administrators import customers.');
}

/** The import cannot do this in the state it is in. */
export const notNow = (message: string) => invalid([{ in: 'path', pointer: '/id', message }]);

/** Runs `work` and answers with a `validation` problem where the file or the rules make no sense. */
export async function refusingFaults<T>(
  part: InputIssue['in'],
  pointer: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error;
    throw invalid([{ in: part, pointer, message: error.message }]);
  }
}
