import { and, asc, eq, sql } from '@caseload/db/drizzle.ts';
import type { BatchSet } from '@caseload/shared/batches/batch.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { batches, batchItems } from '@caseload/db/schema/batches.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { employees, statuses } from '@caseload/db/schema/organisations.ts';
import type { PlannedItem } from './planBatch.ts';

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
export type BatchPerson = { id: string; name: string; active: boolean; openCount: number };

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

/**
 * A batch of thousands behind another one waits longer than anything else may, and so do its large statements.
 * Both end before the deadline of a batch.
 */
export const takeTime = (tx: Transaction) =>
  tx.raw("set local lock_timeout = '20s'; set local statement_timeout = '30s'", []);

/** Holds the customers until the end, in the order every bulk write locks in, so that no two wait for each other. */
export const lockVersions = (tx: Transaction, organisationId: string, ids: readonly string[]) =>
  tx.db
    .select({ id: customers.id, version: customers.version })
    .from(customers)
    .where(and(eq(customers.organisationId, organisationId), isAnyOf(ids)))
    .orderBy(asc(customers.id))
    .for('update');

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

export type ItemRow = PlannedItem & { readonly changedBy: string | null; readonly changedAt: string | null };

export const insertItems = (
  tx: Transaction,
  organisationId: string,
  batchId: string,
  items: readonly ItemRow[],
) =>
  tx.db.execute(sql`
    insert into batch_items (organisation_id, batch_id, customer_id, outcome, reason, version, changes, changed_by, changed_at)
    select ${organisationId}::uuid, ${batchId}::uuid, r."customerId",
      case when r.reason is null then 'planned' else 'skipped' end, r.reason, r.version, r.changes, r."changedBy", r."changedAt"
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      as r("customerId" uuid, reason text, version integer, changes jsonb, "changedBy" uuid, "changedAt" timestamptz)`);

/** A batch and who made it. */
const batchColumns = {
  id: batches.id,
  kind: batches.kind,
  state: batches.state,
  mode: batches.mode,
  createdBy: { id: employees.id, name: employees.name },
  createdAt: batches.createdAt,
  appliedAt: batches.appliedAt,
  undoneAt: batches.undoneAt,
  loads: batches.loads,
};

const madeBy = and(eq(employees.organisationId, batches.organisationId), eq(employees.id, batches.createdBy));
const isBatch = (organisationId: string, id: string) =>
  and(eq(batches.organisationId, organisationId), eq(batches.id, id));

export const findBatch = (tx: Transaction, organisationId: string, id: string) =>
  tx.db.select(batchColumns).from(batches).innerJoin(employees, madeBy).where(isBatch(organisationId, id));

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

type Outcome = (typeof batchItems.$inferSelect)['outcome'];

export const listItems = (tx: Transaction, organisationId: string, batchId: string, outcome: Outcome) =>
  tx.db
    .select({
      customerId: batchItems.customerId,
      version: batchItems.version,
      changes: batchItems.changes,
    })
    .from(batchItems)
    .where(
      and(
        eq(batchItems.organisationId, organisationId),
        eq(batchItems.batchId, batchId),
        eq(batchItems.outcome, outcome),
      ),
    )
    .orderBy(asc(batchItems.customerId));

/** What was left as it is, with the names of customers and people, in the order of the customers' names. */
export const listSkipped = (tx: Transaction, organisationId: string, batchId: string, outcome: Outcome) =>
  tx.db
    .select({
      id: batchItems.customerId,
      name: customers.name,
      reason: batchItems.reason,
      changedBy: { id: employees.id, name: employees.name },
      changedAt: batchItems.changedAt,
    })
    .from(batchItems)
    .leftJoin(
      customers,
      and(eq(customers.organisationId, batchItems.organisationId), eq(customers.id, batchItems.customerId)),
    )
    .leftJoin(
      employees,
      and(eq(employees.organisationId, batchItems.organisationId), eq(employees.id, batchItems.changedBy)),
    )
    .where(
      and(
        eq(batchItems.organisationId, organisationId),
        eq(batchItems.batchId, batchId),
        eq(batchItems.outcome, outcome),
      ),
    )
    .orderBy(asc(customers.name), asc(batchItems.customerId));

/**
 * What the items set, by field and value, and how many of them; tags by what is added to and taken from what a
 * customer has.
 */
export const listSets = (
  tx: Transaction,
  organisationId: string,
  batchId: string,
  outcomes: readonly Outcome[],
) =>
  tx.rows<BatchSet>(
    `select c ->> 'field' as field, s.how, s.value, count(*)::int as customers
     from batch_items i cross join lateral jsonb_array_elements(i.changes) as c
     cross join lateral (
       select 'set' as how, c -> 'to' as value where c ->> 'field' <> 'tags'
       union all
       select 'add', tag from jsonb_array_elements(case c ->> 'field' when 'tags' then c -> 'to' end) as tag
         where not c -> 'from' @> tag
       union all
       select 'remove', tag from jsonb_array_elements(case c ->> 'field' when 'tags' then c -> 'from' end) as tag
         where not c -> 'to' @> tag
     ) s
     where i.organisation_id = $1 and i.batch_id = $2 and i.outcome = any($3::text[])
     group by 1, 2, 3 order by customers desc, field, how, value`,
    [organisationId, batchId, outcomes],
  );

export const countItems = (tx: Transaction, organisationId: string, batchId: string, outcome: Outcome) =>
  tx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(batchItems)
    .where(
      and(
        eq(batchItems.organisationId, organisationId),
        eq(batchItems.batchId, batchId),
        eq(batchItems.outcome, outcome),
      ),
    );

/** Values to set, by customer; the rows must be locked. Fields that are not named keep what they are. */
export type Setting = { readonly id: string; readonly set: Readonly<Record<string, unknown>> };

export const setCustomers = (tx: Transaction, organisationId: string, settings: readonly Setting[]) =>
  tx.db.execute(sql`
    update customers c set
      assigned_to = case when r.set ? 'assignedTo' then (r.set ->> 'assignedTo')::uuid else c.assigned_to end,
      status = case when r.set ? 'status' then r.set ->> 'status' else c.status end,
      priority = case when r.set ? 'priority' then (r.set ->> 'priority')::customer_priority else c.priority end,
      due_at = case when r.set ? 'dueAt' then (r.set ->> 'dueAt')::timestamptz else c.due_at end,
      follow_up_at = case when r.set ? 'followUpAt' then (r.set ->> 'followUpAt')::timestamptz else c.follow_up_at end,
      archived = case when r.set ? 'archived' then (r.set ->> 'archived')::boolean else c.archived end,
      tags = case when r.set ? 'tags' then array(select jsonb_array_elements_text(r.set -> 'tags')) else c.tags end
    from jsonb_to_recordset(${JSON.stringify(settings)}::jsonb) as r(id uuid, set jsonb)
    where c.organisation_id = ${organisationId}::uuid and c.id = r.id`);

export type ItemChange = {
  readonly customerId: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly version: number | null;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
};

export const updateItems = (
  tx: Transaction,
  organisationId: string,
  batchId: string,
  items: readonly ItemChange[],
) =>
  tx.db.execute(sql`
    update batch_items i set outcome = r.outcome, reason = r.reason, version = coalesce(r.version, i.version),
      changed_by = r."changedBy", changed_at = r."changedAt"
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      as r("customerId" uuid, outcome text, reason text, version integer, "changedBy" uuid, "changedAt" timestamptz)
    where i.organisation_id = ${organisationId}::uuid and i.batch_id = ${batchId}::uuid and i.customer_id = r."customerId"`);

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
