import { isDeepStrictEqual } from 'node:util';
import type { View } from '@caseload/shared/views/view.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Operation } from '../customerActions/operation.ts';
import { ProblemError } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { lockChangeableView } from './lockChangeableView.ts';
import { presentView } from './presentView.ts';
import { saveView, type ViewColumns } from './queries.ts';
import { recordSharing } from './recordSharing.ts';
import { refuseParts } from './refusedViews.ts';

/** Changes a saved view under its lock; `outdated` when it is no longer as it was at `updatedAt`. */
export async function updateView(
  database: Database,
  actor: Actor,
  operation: Operation,
  id: string,
  updatedAt: string,
  changes: Partial<ViewColumns>,
): Promise<View> {
  const { organisationId } = actor;
  return database.write({ organisationId }, async (tx) => {
    const view = await lockChangeableView(tx, actor, id);
    refuseParts(actor, changes);
    if (view.updatedAt !== updatedAt) throw new ProblemError('outdated', {});
    const after = { ...view, ...changes };
    if (isDeepStrictEqual(after, view)) return presentView(actor, view);
    return tx.commit(
      [
        saveView(tx, organisationId, id, changes),
        ...recordSharing(tx, actor, operation, { id, before: view, after }),
      ],
      ([saved]) => presentView(actor, { ...view, ...saved }),
    );
  });
}
