import type { ActionType, FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import type { Operation } from './operation.ts';
import { insertAction } from './queries.ts';

export type NewAction = {
  /** Given when other rows refer to it in the same transaction. */
  readonly id?: string;
  readonly customerId: string;
  readonly type: ActionType;
  readonly changes?: FieldChange[];
  readonly comment?: string;
  /** The customer's version after the change; none for what does not change the customer. */
  readonly customerVersion?: number;
};

/**
 * The only writer of the audit trail. Returns the statement unsent, so that it leaves together with COMMIT.
 * The database refuses it when the customer is not there or is at another version.
 */
export const recordAction = (tx: Transaction, actor: Actor, operation: Operation, action: NewAction) =>
  insertAction(tx, {
    id: newId(),
    ...action,
    organisationId: actor.organisationId,
    actorId: actor.id,
    via: operation.via,
    requestId: operation.requestId,
    operationId: operation.id,
    operationHash: operation.hash,
  });
