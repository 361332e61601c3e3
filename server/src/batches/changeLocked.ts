import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { actionTypeOf } from '../customerActions/actionTypeOf.ts';
import type { Operation } from '../customerActions/operation.ts';
import { recordActions } from '../customerActions/recordActions.ts';
import { checkConstraints } from '../customers/manyRows.ts';
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

/**
 * Writes the changes of customers that are locked, and an action for each, a few thousand at a time. The statements
 * of `ending` leave with the last of them: others wait for these locks, so every round trip counts.
 */
export async function changeLocked(
  tx: Transaction,
  actor: Actor,
  operation: Operation,
  batchId: string,
  all: readonly LockedChange[],
  outcome: 'changed' | 'undone',
  ending: readonly Statement<unknown>[],
): Promise<void> {
  const chunks = [...inChunks(all)].map((chunk) => changes(tx, actor, operation, batchId, chunk, outcome));
  const last = chunks.pop() ?? [];
  for (const chunk of chunks) await tx.together([...chunk, ...checkConstraints(tx)]);
  await tx.together([...last, ...ending]);
}

function changes(
  tx: Transaction,
  { id: actorId, organisationId }: Actor,
  { requestId }: Operation,
  batchId: string,
  chunk: readonly LockedChange[],
  outcome: 'changed' | 'undone',
): Statement<unknown>[] {
  return [
    setCustomers(
      tx,
      organisationId,
      chunk.map(({ customerId: id, changes: fields }) => ({
        id,
        set: Object.fromEntries(fields.map(({ field, to }) => [field, to])),
      })),
    ),
    recordActions(tx, {
      organisationId,
      actorId,
      via: 'bulk',
      requestId,
      batchId,
      actions: chunk.map(({ customerId, version, changes: fields }) => ({
        id: newId(),
        customerId,
        type: actionTypeOf(fields),
        changes: fields,
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
  ];
}
