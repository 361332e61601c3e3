import { ConnectionLost, DatabaseBusy, sqlState } from '@caseload/db/kernel/errors.ts';
import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import type { ImportWork } from '@caseload/shared/imports/importWork.ts';
import { FileMissing } from '../attachments/fileStorage.ts';
import { ImportCancelled, ImportFault, ServerStopping } from './importFault.ts';
import { interrupted } from './presentImport.ts';

type Stopped = NonNullable<CustomerImport['stopped']>;

const NOTHING_CHANGED = 'Nothing was changed; try again.';

/** Why work ended early, as the person who began it is told, and whether it is ours to look into. */
export function stoppedBy(kind: ImportWork, error: unknown): { record: Stopped; isOurs: boolean } {
  if (error instanceof ServerStopping) return { record: interrupted(kind), isOurs: false };
  if (error instanceof ImportCancelled) {
    return {
      record: { kind, why: 'cancelled', message: 'It was cancelled. Nothing was changed.' },
      isOurs: false,
    };
  }
  const known = sentenceFor(error);
  const message = known ?? 'Something went wrong on our side. Nothing was changed.';
  return { record: { kind, why: 'failed', message }, isOurs: known === undefined };
}

function sentenceFor(error: unknown): string | undefined {
  if (error instanceof ImportFault) return error.message;
  if (error instanceof FileMissing) return 'The file is missing from the storage; upload it once more.';
  if (error instanceof DatabaseBusy || error instanceof ConnectionLost) {
    return `The database was out of reach. ${NOTHING_CHANGED}`;
  }
  switch (sqlState(error)) {
    case '55P03':
      return `Somebody holds customers of this file, or an import at the command line is at work. ${NOTHING_CHANGED}`;
    case '40001':
    case '40P01':
      return `Others changed the same customers or people at that moment. ${NOTHING_CHANGED}`;
    default:
      return undefined;
  }
}
