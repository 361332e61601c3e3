import { type View, VIEWS_MAXIMUM } from '@caseload/shared/views/view.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Operation } from '../customerActions/operation.ts';
import { invalid } from '../http/problemError.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { presentView } from './presentView.ts';
import { countViewsOf, insertView, lockOwner, type ViewColumns } from './queries.ts';
import { recordSharing } from './recordSharing.ts';
import { refuseParts } from './refusedViews.ts';

const TOO_MANY = {
  in: 'body',
  pointer: '',
  message: `you have ${VIEWS_MAXIMUM} views; delete one before you save another`,
} as const;

/** Saves a view of the person's own, for themselves or for everybody. */
export async function createView(
  database: Database,
  actor: Actor,
  operation: Operation,
  values: ViewColumns,
): Promise<View> {
  const { organisationId, id: ownerId } = actor;
  refuseParts(actor, values);
  return database.write({ organisationId }, async (tx) => {
    // The count runs when the lock is granted, so it sees what was saved while this waited for it.
    const [, [counted]] = await tx.together([
      lockOwner(tx, organisationId, ownerId),
      countViewsOf(tx, organisationId, ownerId),
    ]);
    if (counted === undefined || counted.views >= VIEWS_MAXIMUM) throw invalid([TOO_MANY]);
    const id = newId();
    return tx.commit(
      [
        insertView(tx, { ...values, organisationId, ownerId, id }),
        ...recordSharing(tx, actor, operation, { id, before: null, after: values }),
      ],
      ([saved]) => {
        if (!saved) throw new Error('the view was written and not returned');
        return presentView(actor, { ...saved, ownerName: actor.name });
      },
    );
  });
}
