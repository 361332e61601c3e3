import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { actionTypeOf } from '../customerActions/actionTypeOf.ts';
import type { Operation } from '../customerActions/operation.ts';
import { recordActions } from '../customerActions/recordActions.ts';
import { checkConstraints } from '../imports/queries.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { inChunks } from './inChunks.ts';
import { setCustomers, updateItems } from './queries.ts';

export type LockedChange = {
  readonly customerId: string;
  /** The customer's version under the lock. */
  readonly version: number;
  readonly changes: readonly FieldChange[];
};

/** Writes the changes of customers that are locked, and an action for each, a few thousand at a time. */
export async function changeLocked(
  tx: Transaction,
  actor: Actor,
  operation: Operation,
  batchId: string,
  all: readonly LockedChange[],
  outcome: 'changed' | 'undone',
): Promise<void> {
  const { organisationId } = actor;
  for (const chunk of inChunks(all)) {
    await tx.together([
      setCustomers(
        tx,
        organisationId,
        chunk.map(({ customerId: id, changes }) => ({
          id,
          set: Object.fromEntries(changes.map(({ field, to }) => [field, to])),
        })),
      ),
      recordActions(tx, {
        organisationId,
        actorId: actor.id,
        via: 'bulk',
        requestId: operation.requestId,
        batchId,
        actions: chunk.map(({ customerId, version, changes }) => ({
          id: newId(),
          customerId,
          type: actionTypeOf(changes),
          changes,
          customerVersion: version + 1,
          operationId: `${outcome} ${batchId} ${customerId}`,
        })),
      }),
      updateItems(
        tx,
        organisationId,
        batchId,
        chunk.map(({ customerId, version }) => ({
          customerId,
          outcome,
          reason: null,
          version: version + 1,
          changedBy: null,
          changedAt: null,
        })),
      ),
    ]);
    await checkConstraints(tx);
  }
}
