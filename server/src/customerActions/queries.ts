import type {
  ActionType,
  CustomerAction,
  Door,
  FieldChange,
} from '@caseload/shared/customerActions/action.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { customerActions } from '@caseload/db/schema/customerActions.ts';
import { selectList } from '@caseload/db/selectList.ts';
import { nameStatement, Values } from '../assignedWork/statement.ts';

/** The files of an action as the contract writes them, in the order they were uploaded. */
export const ATTACHMENTS_OF_ACTION = `coalesce((
  select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'sizeBytes', a.size_bytes,
    'createdAt', to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by a.created_at, a.id)
  from attachments a
  where a.organisation_id = customer_actions.organisation_id and a.action_id = customer_actions.id
), '[]')`;

// Looked up for the rows that are shown: joined, the people could cost the order of the index.
const ACTOR_OF_ACTION = `(
  select jsonb_build_object('id', e.id, 'name', e.name) from employees e
  where e.organisation_id = customer_actions.organisation_id and e.id = customer_actions.actor_id
)`;

const actionColumns = {
  id: customerActions.id,
  customerId: customerActions.customerId,
  type: customerActions.type,
  actor: { name: ACTOR_OF_ACTION },
  changes: customerActions.changes,
  comment: customerActions.comment,
  attachments: { name: ATTACHMENTS_OF_ACTION },
  customerVersion: customerActions.customerVersion,
  via: customerActions.via,
  requestId: customerActions.requestId,
  batchId: customerActions.batchId,
  createdAt: customerActions.createdAt,
};

// Written by hand, as what is asked all day: building them with drizzle took longer than running them.
/** An action by the names of the contract, for a statement that reads `customer_actions`. */
export const ACTION_COLUMNS = selectList(actionColumns);

type FoundAction = CustomerAction & { readonly position: string };

/** Newest first, from before `position` on. One range of the index `customer_actions_trail`. */
export function listActions(
  tx: Transaction,
  organisationId: string,
  customerId: string,
  page: {
    readonly before: string | undefined;
    readonly types: readonly ActionType[] | undefined;
    /** Only what changed this field. */
    readonly field: string | undefined;
    readonly rows: number;
  },
): Statement<FoundAction[]> {
  const { before, types, field, rows } = page;
  const values = new Values();
  const conditions = [
    `organisation_id = ${values.add(organisationId)}`,
    `customer_id = ${values.add(customerId)}`,
  ];
  if (before !== undefined) conditions.push(`position < ${values.add(before)}::bigint`);
  if (types !== undefined) conditions.push(`type = any(${values.add(types)}::text[])`);
  if (field !== undefined) conditions.push(`changes @> ${values.add(JSON.stringify([{ field }]))}::jsonb`);
  const { text, name } = nameStatement(
    `select ${ACTION_COLUMNS}, position::text as position from customer_actions
     where ${conditions.join(' and ')}
     order by customer_actions.position desc limit ${values.add(rows)}`,
    values,
  );
  return tx.rows<FoundAction>(text, values.list, name);
}

const CHANGES_SINCE = `select ${ACTION_COLUMNS} from customer_actions
  where organisation_id = $1 and customer_id = $2`;

/** The changes of a customer after a base: the `updatedAt` it had, or else its version. Oldest first. */
export const listChangesSince = (
  tx: Transaction,
  organisationId: string,
  customerId: string,
  base: { readonly version: number | undefined; readonly updatedAt: string | undefined },
): Statement<CustomerAction[]> =>
  base.updatedAt === undefined
    ? tx.rows<CustomerAction>(
        `${CHANGES_SINCE} and customer_version > $3 order by position`,
        [organisationId, customerId, base.version ?? 0],
        'changes_since_version',
      )
    : tx.rows<CustomerAction>(
        `${CHANGES_SINCE} and customer_version is not null and created_at > $3 order by position`,
        [organisationId, customerId, base.updatedAt],
        'changes_since_time',
      );

const { actor: _actor, attachments: _attachments, ...plainColumns } = actionColumns;
const FIND_OPERATION = `select ${selectList(plainColumns)}, ${ATTACHMENTS_OF_ACTION} as attachments,
    jsonb_build_object('id', actor_id) as actor, operation_hash as "operationHash"
  from customer_actions where organisation_id = $1 and operation_id = $2`;

type DoneOperation = Omit<CustomerAction, 'actor'> & {
  readonly actor: { readonly id: string };
  readonly operationHash: string | null;
};

/** What was already done under an operation id. */
export const findOperation = (
  tx: Transaction,
  organisationId: string,
  operationId: string,
): Statement<DoneOperation[]> =>
  tx.rows<DoneOperation>(FIND_OPERATION, [organisationId, operationId], 'find_operation');

/** Makes whoever does the same operation wait until the transaction ends. */
export const lockOperation = (tx: Transaction, operationId: string) =>
  tx.raw(
    "select pg_advisory_xact_lock(hashtextextended('caseload.operation ' || $1::uuid::text, 0))",
    [operationId],
    'lock_operation',
  );

const INSERT = `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, changes, comment,
    customer_version, via, request_id, operation_id, operation_hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id, created_at as "createdAt"`;

export type ActionValues = {
  readonly organisationId: string;
  readonly id: string;
  readonly customerId: string;
  readonly type: ActionType;
  readonly actorId: string;
  readonly changes?: readonly FieldChange[];
  readonly comment?: string | null;
  readonly customerVersion?: number | null;
  readonly via: Door;
  readonly requestId: string | null;
  readonly operationId: string;
  readonly operationHash: string;
};

/** The one statement that writes the audit trail; `recordAction` is its only caller. */
export const insertAction = (
  tx: Transaction,
  { changes = [], comment = null, customerVersion = null, ...values }: ActionValues,
): Statement<Array<{ id: string; createdAt: string }>> => {
  const { organisationId, id, customerId, type, actorId, via, requestId, operationId, operationHash } =
    values;
  return tx.rows(
    INSERT,
    [
      organisationId,
      id,
      customerId,
      type,
      actorId,
      JSON.stringify(changes),
      comment,
      customerVersion,
      via,
      requestId,
      operationId,
      operationHash,
    ],
    'insert_action',
  );
};
