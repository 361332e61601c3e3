import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { actionTypeOf } from '../customerActions/actionTypeOf.ts';
import type { Operation } from '../customerActions/operation.ts';
import { recordActions } from '../customerActions/recordActions.ts';
import { checkConstraints } from '../customers/manyRows.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { inChunks } from './inChunks.ts';
import { type ItemRow } from './itemQueries.ts';
import { setCustomers } from './queries.ts';

export type LockedChange = {
  readonly customerId: string;
  /** The customer's version under the lock. */
  readonly version: number;
  readonly changes: readonly FieldChange[];
};

export type LockedWork = {
  readonly actor: Actor;
  readonly operation: Operation;
  readonly batchId: string;
  readonly due: readonly LockedChange[];
  readonly outcome: 'changed' | 'undone';
  /** Keeps what became of each customer. */
  readonly keep: (items: readonly ItemRow[]) => Statement<unknown>;
  /** Leaves with the last changes: others wait for these locks, so every round trip counts. */
  readonly ending: Statement<unknown>;
};

/** Writes the changes of customers that are locked, and an action for each, a few thousand at a time. */
export async function changeLocked(tx: Transaction, work: LockedWork): Promise<void> {
  const chunks = [...inChunks(work.due)];
  const last = chunks.pop() ?? [];
  for (const chunk of chunks) await tx.together([...changes(tx, work, chunk), ...checkConstraints(tx)]);
  await tx.together([...changes(tx, work, last), work.ending]);
}

function changes(
  tx: Transaction,
  { actor, operation, batchId, outcome, keep }: LockedWork,
  chunk: readonly LockedChange[],
): Statement<unknown>[] {
  if (chunk.length === 0) return [];
  const { id: actorId, organisationId } = actor;
  const setting = chunk.map(({ customerId: id, changes: fields }) => ({
    id,
    set: Object.fromEntries(fields.map(({ field, to }) => [field, to])),
  }));
  const actions = chunk.map(({ customerId, version, changes: fields }) => ({
    id: newId(),
    customerId,
    type: actionTypeOf(fields),
    changes: fields,
    customerVersion: version + 1,
    operationId: `${outcome} ${batchId} ${customerId}`,
  }));
  const items = chunk.map((change) => ({
    ...change,
    version: change.version + 1,
    outcome,
    reason: null,
    changedBy: null,
    changedAt: null,
  }));
  const { requestId } = operation;
  return [
    setCustomers(tx, organisationId, setting),
    recordActions(tx, { organisationId, actorId, via: 'bulk', requestId, batchId, actions }),
    keep(items),
  ];
}
