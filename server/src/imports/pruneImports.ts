import type { Logger } from 'pino';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { removeFile } from '../attachments/deleteAttachment.ts';
import type { FileStorage } from '../attachments/fileStorage.ts';

type Dependencies = {
  readonly database: Database;
  readonly storage: FileStorage;
  readonly logger: Logger;
};
type Old = { organisationId: string; id: string };
type Forgotten = { id: string; errorsId: string | null };

const BATCH = 100;

/**
 * Clears away files that were uploaded more than a week ago, of every organisation. What was imported stays on
 * record, to be undone; what never was is forgotten.
 */
export async function pruneImports({ database, storage, logger }: Dependencies): Promise<void> {
  let pruned = 0;
  for (let last = BATCH; last === BATCH; ) {
    const [old] = await database.read({ pruneAttachments: true }, (tx) => [listOld(tx)]);
    for (const { organisationId, id } of old) {
      const forgotten = await database.write({ organisationId }, (tx) => forget(tx, organisationId, id));
      if (forgotten === undefined) continue;
      await removeFile(storage, organisationId, id, logger);
      if (forgotten.errorsId !== null) await removeFile(storage, organisationId, forgotten.errorsId, logger);
      pruned += 1;
    }
    last = old.length;
  }
  if (pruned > 0) logger.info({ pruned }, 'cleared away old files of imports');
}

/** In the scope `pruneAttachments`, which sees no other imports than those with old files. */
const listOld = (tx: Transaction) =>
  tx.rows<Old>(
    `select organisation_id as "organisationId", id from imports
     where work is null or alive_at < now() - interval '1 hour' order by created_at limit $1`,
    [BATCH],
  );

async function forget(tx: Transaction, organisationId: string, id: string): Promise<Forgotten | undefined> {
  const idle = `organisation_id = $1 and id = $2 and (work is null or alive_at < now() - interval '1 hour')`;
  const [found] = await tx.rows<Forgotten & { ran: boolean }>(
    `select id, errors_id as "errorsId", state in ('done', 'undone') as ran from imports where ${idle} for update`,
    [organisationId, id],
  );
  if (!found) return undefined;
  const statement = found.ran
    ? 'update imports set has_file = false, errors_id = null where organisation_id = $1 and id = $2'
    : 'delete from imports where organisation_id = $1 and id = $2';
  await tx.raw(statement, [organisationId, id]);
  return found;
}
