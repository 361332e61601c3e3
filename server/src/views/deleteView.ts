import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Actor } from '../session/actor.ts';
import { lockChangeableView } from './lockChangeableView.ts';
import { removeView } from './queries.ts';

/** Deletes a saved view; the customers in it are not touched. */
export async function deleteView(database: Database, actor: Actor, id: string): Promise<void> {
  const { organisationId } = actor;
  await database.write({ organisationId }, async (tx) => {
    await lockChangeableView(tx, actor, id);
    return tx.commit([removeView(tx, organisationId, id)], () => undefined);
  });
}
