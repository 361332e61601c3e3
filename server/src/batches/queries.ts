import { and, eq, sql } from '@caseload/db/drizzle.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { batches, batchItems } from '@caseload/db/schema/batches.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { employees, statuses } from '@caseload/db/schema/organisations.ts';

/** What a batch has to know of a customer. */
export type BatchRow = Pick<
  CustomerSummary,
  | 'id'
  | 'status'
  | 'priority'
  | 'assignedTo'
  | 'archived'
  | 'dueAt'
  | 'followUpAt'
  | 'tags'
  | 'version'
  | 'updatedAt'
>;
export type BatchPerson = { id: string; name: string; active: boolean };

const rowColumns = {
  id: customers.id,
  status: customers.status,
  priority: customers.priority,
  assignedTo: customers.assignedTo,
  archived: customers.archived,
  dueAt: customers.dueAt,
  followUpAt: customers.followUpAt,
  tags: customers.tags,
  version: customers.version,
  updatedAt: customers.updatedAt,
};

/** One parameter, however many ids: a statement may have 65,535 of them. */
const isAnyOf = (ids: readonly string[]) => sql`${customers.id} = any(${sql.param(ids)}::uuid[])`;

export const listRows = (tx: Transaction, organisationId: string, ids: readonly string[]) =>
  tx.db
    .select(rowColumns)
    .from(customers)
    .where(and(eq(customers.organisationId, organisationId), isAnyOf(ids)));

export const listPeople = (tx: Transaction, organisationId: string) =>
  tx.rows<BatchPerson>(
    'select id, name, active from employees where organisation_id = $1',
    [organisationId],
    'batch_people',
  );

/** How many customers people hold that are neither archived nor done. Who holds none is missing. */
export const countOpen = (
  tx: Transaction,
  organisationId: string,
  people: readonly string[],
  openStatuses: readonly string[],
) =>
  tx.rows<{ id: string; open: number }>(
    `select assigned_to as id, count(*)::int as open from customers
     where organisation_id = $1 and assigned_to = any($2::uuid[]) and status = any($3::text[]) and not archived
     group by assigned_to`,
    [organisationId, people, openStatuses],
  );

/**
 * A batch of thousands behind another one waits longer than anything else may, and so do its large statements.
 * Both end before the deadline of a batch.
 */
export const takeTime = (tx: Transaction) =>
  tx.raw("select set_config('lock_timeout', '20s', true), set_config('statement_timeout', '30s', true)", []);

/** Holds the customers until the end, in the order every bulk write locks in, so that no two wait for each other. */
export const lockVersions = (tx: Transaction, organisationId: string, ids: readonly string[]) =>
  tx.rows<{ id: string; version: number }>(
    'select id, version from customers where organisation_id = $1 and id = any($2::uuid[]) order by id for update',
    [organisationId, ids],
    'lock_versions',
  );

/** Who made a customer what it is now, for those whose version a batch did not expect. */
export const listLastChanges = (tx: Transaction, organisationId: string, ids: readonly string[]) =>
  tx.rows<{ customerId: string; changedBy: string; changedAt: string }>(
    `select c.id as "customerId", a.actor_id as "changedBy", a.created_at as "changedAt"
     from customers c join customer_actions a on a.organisation_id = c.organisation_id and a.customer_id = c.id
       and a.customer_version = c.version
     where c.organisation_id = $1 and c.id = any($2::uuid[])`,
    [organisationId, ids],
  );

export type BatchValues = typeof batches.$inferInsert;

export const insertBatch = (tx: Transaction, values: BatchValues) => tx.db.insert(batches).values(values);

const isBatch = (organisationId: string, id: string) =>
  and(eq(batches.organisationId, organisationId), eq(batches.id, id));

/** Holds the batch: applying and undoing it take turns. */
export const lockBatch = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .select({
      state: batches.state,
      mode: batches.mode,
      operationId: batches.operationId,
    })
    .from(batches)
    .where(isBatch(organisationId, id))
    .for('update');

export const findBatchOfOperation = (tx: Transaction, organisationId: string, operationId: string) =>
  tx.db
    .select({ id: batches.id, operationHash: batches.operationHash })
    .from(batches)
    .where(and(eq(batches.organisationId, organisationId), eq(batches.operationId, operationId)));

/** Values to set, by customer; the rows must be locked. Fields that are not named keep what they are. */
export type Setting = { readonly id: string; readonly set: Readonly<Record<string, unknown>> };

/** How a batch sets each field it may set: its column, and the value out of `r.set`. */
const SETS: Readonly<Record<string, readonly [column: string, value: string]>> = {
  assignedTo: ['assigned_to', "(r.set ->> 'assignedTo')::uuid"],
  status: ['status', "r.set ->> 'status'"],
  priority: ['priority', "(r.set ->> 'priority')::customer_priority"],
  dueAt: ['due_at', "(r.set ->> 'dueAt')::timestamptz"],
  followUpAt: ['follow_up_at', "(r.set ->> 'followUpAt')::timestamptz"],
  archived: ['archived', "(r.set ->> 'archived')::boolean"],
  tags: ['tags', "array(select jsonb_array_elements_text(r.set -> 'tags'))"],
};

/** Sets only the columns that some customer's set names: each more would wake its triggers and indexes for nothing. */
export function setCustomers(tx: Transaction, organisationId: string, settings: readonly Setting[]) {
  const fields = [...new Set(settings.flatMap(({ set }) => Object.keys(set)))].sort();
  const assignments = fields.map((field) => {
    const [column, value] = SETS[field] ?? [];
    if (column === undefined) throw new Error(`a batch cannot set ${field}`);
    return `${column} = case when r.set ? '${field}' then ${value} else c.${column} end`;
  });
  return tx.raw(
    `update customers c set ${assignments.join(', ')}
     from jsonb_to_recordset($2::jsonb) as r(id uuid, set jsonb) where c.organisation_id = $1 and c.id = r.id`,
    [organisationId, JSON.stringify(settings)],
    `set ${fields.join(' ')}`,
  );
}

export const markApplied = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .update(batches)
    .set({ state: 'applied', appliedAt: sql`clock_timestamp()` })
    .where(isBatch(organisationId, id));

export const markUndone = (tx: Transaction, organisationId: string, id: string, actorId: string) =>
  tx.db
    .update(batches)
    .set({ state: 'undone', undoneAt: sql`clock_timestamp()`, undoneBy: actorId })
    .where(isBatch(organisationId, id));

/**
 * Previews that nobody applied within a day, in the scope `prunePreviews`, which sees no others. Whoever applies
 * one at this moment holds it, so it is passed over.
 */
export const lockAbandonedPreviews = (tx: Transaction, rows: number) =>
  tx.db
    .select({ id: batches.id })
    .from(batches)
    .where(sql`${batches.state} = 'preview' and ${batches.createdAt} < now() - interval '1 day'`)
    .limit(rows)
    .for('update', { skipLocked: true });

export const deletePreviewItems = (tx: Transaction, batchIds: readonly string[]) =>
  tx.db.delete(batchItems).where(sql`${batchItems.batchId} = any(${sql.param(batchIds)}::uuid[])`);

export const deletePreviews = (tx: Transaction, ids: readonly string[]) =>
  tx.db.delete(batches).where(sql`${batches.id} = any(${sql.param(ids)}::uuid[])`);

/** People who are no longer there to take work. */
export const listInactive = (tx: Transaction, organisationId: string, ids: readonly string[]) =>
  tx.db
    .select({ id: employees.id })
    .from(employees)
    .where(
      and(
        eq(employees.organisationId, organisationId),
        eq(employees.active, false),
        sql`${employees.id} = any(${sql.param(ids)}::uuid[])`,
      ),
    );

/** Statuses that no customer is given any more. */
export const listArchivedStatuses = (tx: Transaction, organisationId: string, keys: readonly string[]) =>
  tx.db
    .select({ key: statuses.key })
    .from(statuses)
    .where(
      and(
        eq(statuses.organisationId, organisationId),
        eq(statuses.archived, true),
        sql`${statuses.key} = any(${sql.param(keys)}::text[])`,
      ),
    );
