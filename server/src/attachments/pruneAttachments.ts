import type { Logger } from 'pino';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { removeFile } from './deleteAttachment.ts';
import type { FileStorage } from './fileStorage.ts';
import { deleteAbandoned } from './queries.ts';

type Dependencies = {
  readonly database: Database;
  readonly storage: FileStorage;
  readonly logger: Logger;
};

const BATCH = 500;
const DAY_MS = 86_400_000;

/** Forgets the uploads of every organisation that no comment took within a day. */
export async function pruneAttachments({ database, storage, logger }: Dependencies): Promise<void> {
  let pruned = 0;
  for (let last = BATCH; last === BATCH; ) {
    const gone = await database.write({ pruneAttachments: true }, (tx) =>
      tx.commit([deleteAbandoned(tx, BATCH)], (rows) => rows),
    );
    for (const { organisationId, id } of gone) await removeFile(storage, organisationId, id, logger);
    last = gone.length;
    pruned += last;
  }
  await storage.tidy(DAY_MS);
  if (pruned > 0) logger.info({ pruned }, 'forgot uploads that no comment took');
}
