import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Operation } from '../customerActions/operation.ts';
import type { Actor } from '../session/actor.ts';
import { lockChangeableView } from './lockChangeableView.ts';
import { removeView } from './queries.ts';
import { recordSharing } from './recordSharing.ts';

/** Deletes a saved view; the customers in it are not touched. */
export async function deleteView(
  database: Database,
  actor: Actor,
  operation: Operation,
  id: string,
): Promise<void> {
  const { organisationId } = actor;
  await database.write({ organisationId }, async (tx) => {
    const before = await lockChangeableView(tx, actor, id);
    return tx.commit(
      [
        removeView(tx, organisationId, id),
        ...recordSharing(tx, actor, operation, { id, before, after: null }),
      ],
      () => undefined,
    );
  });
}
