import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import type { ImportWorker } from './importWork.ts';
import { lockImport, saveImport } from './importRecords.ts';
import { presentImport } from './presentImport.ts';

type Dependencies = { readonly database: Database; readonly importWorker: ImportWorker };

/**
 * Asks the work under way to stop. From now on it cannot reach its end any more, whichever process is at it; it
 * takes back what it did and says so.
 */
export async function cancelImport(
  { database, importWorker }: Dependencies,
  actor: Actor,
  id: string,
): Promise<CustomerImport> {
  const { organisationId } = actor;
  const { asked, workId } = await database.write({ organisationId }, async (tx) => {
    const [locked] = await lockImport(tx, organisationId, id);
    if (!locked) throw notFound('There is no such import.');
    // It may have come to its end a moment ago: the answer says so.
    if (locked.work !== null && locked.isAlive) {
      await saveImport(tx, organisationId, id, { cancelling: true });
    }
    return { asked: await presentImport(tx, actor, id), workId: locked.workId };
  });
  if (workId !== null) importWorker.cancel(workId);
  return asked;
}
