import type { ActionType, Door, FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';

/** One of many actions of the same person. */
export type ActionOfMany = {
  readonly id: string;
  readonly customerId: string;
  readonly type: ActionType;
  readonly changes: readonly FieldChange[];
  /** The customer's version after the change. */
  readonly customerVersion: number;
  readonly operationId: string;
};

export type ManyActions = {
  readonly organisationId: string;
  readonly actorId: string;
  readonly via: Door;
  readonly requestId: string | null;
  readonly batchId: string | null;
  readonly actions: readonly ActionOfMany[];
};

/** `recordAction` for changes made to many customers by one statement: one statement again. */
export const recordActions = (tx: Transaction, many: ManyActions) =>
  tx.raw(
    `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, changes, customer_version, via,
       request_id, batch_id, operation_id)
     select $1::uuid, r.id, r."customerId", r.type, $2::uuid, r.changes, r."customerVersion", $3, $4, $5::uuid, r."operationId"
     from jsonb_to_recordset($6::jsonb)
       as r(id uuid, "customerId" uuid, type text, changes jsonb, "customerVersion" integer, "operationId" text)`,
    [many.organisationId, many.actorId, many.via, many.requestId, many.batchId, JSON.stringify(many.actions)],
    'record_actions',
  );
