import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { violatedConstraint } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { type Operation, refuseOtherRequest } from './operation.ts';
import { findOperation } from './queries.ts';
import { recordAction } from './recordAction.ts';

export type PostedComment = { readonly action: CustomerAction; readonly replayed: boolean };

/**
 * Adds a comment: one statement and COMMIT in one round trip. It neither touches nor waits for the customer's
 * row. Under an operation id that was used before it answers with the comment of that time.
 */
export async function postComment(
  database: Database,
  actor: Actor,
  operation: Operation,
  customerId: string,
  body: string,
): Promise<PostedComment> {
  try {
    const action = await database.write(
      { organisationId: actor.organisationId },
      (tx) =>
        tx.commit(
          [recordAction(tx, actor, operation, { customerId, type: 'comment', comment: body })],
          ([recorded]) => presentComment(actor, operation, customerId, body, recorded),
        ),
      { repeatable: true },
    );
    return { action, replayed: false };
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'customer_actions_customer') throw notFound('There is no such customer.');
    if (constraint !== 'customer_actions_operation_key') throw error;
  }
  return { action: await findEarlierComment(database, actor, operation), replayed: true };
}

function presentComment(
  actor: Actor,
  operation: Operation,
  customerId: string,
  comment: string,
  recorded: { readonly id: string; readonly createdAt: string } | undefined,
): CustomerAction {
  if (!recorded) throw new Error('the comment was inserted and not returned');
  return {
    ...recorded,
    customerId,
    type: 'comment',
    actor: { id: actor.id, name: actor.name },
    changes: [],
    comment,
    customerVersion: null,
    via: operation.via,
    requestId: operation.requestId,
  };
}

async function findEarlierComment(
  database: Database,
  actor: Actor,
  operation: Operation,
): Promise<CustomerAction> {
  const [[earlier]] = await database.read({ organisationId: actor.organisationId }, (tx) => [
    findOperation(tx, actor.organisationId, operation.id),
  ]);
  if (!earlier) throw new Error('an operation id was refused as used and cannot be found');
  refuseOtherRequest(operation, earlier);
  const { operationHash: _, ...action } = earlier;
  // The digest names the actor, so this is the same person.
  return { ...action, actor: { id: actor.id, name: actor.name } };
}
