import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { violatedConstraint } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { notFound } from '../http/problemError.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { type Operation, refuseOtherRequest } from './operation.ts';
import { findOperation } from './queries.ts';
import { recordAction } from './recordAction.ts';

/** What is said about a customer without changing it. */
export type Remark = {
  readonly customerId: string;
  readonly type: 'comment' | 'skip';
  readonly comment: string;
};
export type RecordedRemark = { readonly action: CustomerAction; readonly replayed: boolean };

/** What belongs to the action, saved with it or not at all. Each statement must fail when it cannot be done. */
export type Belongings = {
  readonly files?: Statement<Attachment[]>;
  readonly others: readonly Statement<unknown>[];
};
const NOTHING: Belongings = { others: [] };
const noFiles = Promise.resolve<Attachment[]>([]);

/**
 * Adds an action that neither touches nor waits for the customer's row: everything and COMMIT leave in one
 * round trip, and maybe with what others say. Under an operation id that was used before it answers with the action of that time.
 */
export async function recordRemark(
  database: Database,
  actor: Actor,
  operation: Operation,
  remark: Remark,
  belongingsOf: (tx: Transaction, action: { id: string; customerId: string }) => Belongings = () => NOTHING,
): Promise<RecordedRemark> {
  try {
    const [[recorded], attachments] = await database.append(
      { organisationId: actor.organisationId },
      (tx) => {
        const id = newId();
        const { files = noFiles, others } = belongingsOf(tx, { id, customerId: remark.customerId });
        return [recordAction(tx, actor, operation, { ...remark, id }), files, ...others];
      },
    );
    const action = present(actor, operation, remark, recorded, attachments);
    return { action, replayed: false };
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'customer_actions_customer') throw notFound('There is no such customer.');
    if (constraint !== 'customer_actions_operation_key') throw error;
  }
  return { action: await findEarlier(database, actor, operation), replayed: true };
}

function present(
  actor: Actor,
  operation: Operation,
  remark: Remark,
  recorded: { readonly id: string; readonly createdAt: string } | undefined,
  attachments: Attachment[],
): CustomerAction {
  if (!recorded) throw new Error('the action was inserted and not returned');
  return {
    ...recorded,
    ...remark,
    actor: { id: actor.id, name: actor.name },
    changes: [],
    attachments,
    customerVersion: null,
    via: operation.via,
    requestId: operation.requestId,
    batchId: null,
  };
}

async function findEarlier(database: Database, actor: Actor, operation: Operation): Promise<CustomerAction> {
  const [[earlier]] = await database.read({ organisationId: actor.organisationId }, (tx) => [
    findOperation(tx, actor.organisationId, operation.id),
  ]);
  if (!earlier) throw new Error('an operation id was refused as used and cannot be found');
  refuseOtherRequest(operation, earlier);
  const { operationHash: _, ...action } = earlier;
  // The digest names the actor, so this is the same person.
  return { ...action, actor: { id: actor.id, name: actor.name } };
}
