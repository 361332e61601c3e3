import type { Logger } from 'pino';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { deletePreviews, deletePreviewItems, lockAbandonedPreviews } from './queries.ts';

/** Each may have 50,000 items. */
const AT_ONCE = 5;

/** Forgets the previews of every organisation that nobody applied within a day. */
export async function prunePreviews({
  database,
  logger,
}: {
  readonly database: Database;
  readonly logger: Logger;
}): Promise<void> {
  let pruned = 0;
  for (let last = AT_ONCE; last === AT_ONCE; pruned += last) {
    last = await database.write({ prunePreviews: true }, async (tx) => {
      const previews = await lockAbandonedPreviews(tx, AT_ONCE);
      if (previews.length === 0) return 0;
      const ids = previews.map(({ id }) => id);
      await tx.together([deletePreviewItems(tx, ids), deletePreviews(tx, ids)]);
      return previews.length;
    });
  }
  if (pruned > 0) logger.info({ pruned }, 'forgot previews that nobody applied');
}
