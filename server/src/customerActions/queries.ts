import { and, asc, desc, eq, gt, inArray, isNotNull, lt, sql, type SQL } from '@caseload/db/drizzle.ts';
import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import type {
  ActionType,
  CustomerAction,
  Door,
  FieldChange,
} from '@caseload/shared/customerActions/action.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { customerActions } from '@caseload/db/schema/customerActions.ts';
import { employees } from '@caseload/db/schema/organisations.ts';
import { selectList } from '@caseload/db/selectList.ts';

/**
 * The files of an action as the contract writes them, in the order they were uploaded. The outer columns are
 * written out: without a join drizzle leaves their table away, and they would become the inner ones.
 */
export const ATTACHMENTS_OF_ACTION = `coalesce((
  select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'sizeBytes', a.size_bytes,
    'createdAt', to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by a.created_at, a.id)
  from attachments a
  where a.organisation_id = customer_actions.organisation_id and a.action_id = customer_actions.id
), '[]')`;
const attachmentsOfAction = sql<Attachment[]>`${sql.raw(ATTACHMENTS_OF_ACTION)}`;

export const actionColumns = {
  id: customerActions.id,
  customerId: customerActions.customerId,
  type: customerActions.type,
  actor: { id: employees.id, name: employees.name },
  changes: customerActions.changes,
  comment: customerActions.comment,
  attachments: attachmentsOfAction,
  customerVersion: customerActions.customerVersion,
  via: customerActions.via,
  requestId: customerActions.requestId,
  batchId: customerActions.batchId,
  createdAt: customerActions.createdAt,
};

const ofCustomer = (organisationId: string, customerId: string) =>
  and(eq(customerActions.organisationId, organisationId), eq(customerActions.customerId, customerId));

const withActor = (tx: Transaction, where: SQL | undefined) =>
  tx.db
    .select({ ...actionColumns, position: sql<string>`${customerActions.position}::text` })
    .from(customerActions)
    .innerJoin(
      employees,
      and(
        eq(employees.organisationId, customerActions.organisationId),
        eq(employees.id, customerActions.actorId),
      ),
    )
    .where(where);

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
) {
  const where = and(
    ofCustomer(organisationId, customerId),
    page.before === undefined ? undefined : lt(customerActions.position, BigInt(page.before)),
    page.types === undefined ? undefined : inArray(customerActions.type, [...page.types]),
    page.field === undefined
      ? undefined
      : sql`${customerActions.changes} @> ${JSON.stringify([{ field: page.field }])}::jsonb`,
  );
  return withActor(tx, where).orderBy(desc(customerActions.position)).limit(page.rows);
}

/** The changes of a customer after a base: a version, or the `updatedAt` that version had. Oldest first. */
export function listChangesSince(
  tx: Transaction,
  organisationId: string,
  customerId: string,
  base: { readonly version: number } | { readonly updatedAt: string },
) {
  const since =
    'version' in base
      ? gt(customerActions.customerVersion, base.version)
      : and(isNotNull(customerActions.customerVersion), gt(customerActions.createdAt, base.updatedAt));
  return withActor(tx, and(ofCustomer(organisationId, customerId), since)).orderBy(
    asc(customerActions.position),
  );
}

// Written by hand, as what every change needs: building them with drizzle took longer than running them.
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
