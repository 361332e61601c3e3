import { and, asc, eq, sql } from '@caseload/db/drizzle.ts';
import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { SkippedCustomer } from '@caseload/shared/batches/skippedCustomer.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { batchItems } from '@caseload/db/schema/batches.ts';

type Outcome = (typeof batchItems.$inferSelect)['outcome'];

/** What is kept of one customer of a batch. */
export type ItemRow = {
  readonly customerId: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly version: number | null;
  readonly changes: readonly FieldChange[];
  readonly changedBy: string | null;
  readonly changedAt: string | null;
};

export const insertItems = (
  tx: Transaction,
  organisationId: string,
  batchId: string,
  items: readonly ItemRow[],
) =>
  tx.raw(
    `insert into batch_items
       (organisation_id, batch_id, customer_id, outcome, reason, version, changes, changed_by, changed_at)
     select $1::uuid, $2::uuid, r."customerId", r.outcome, r.reason, r.version, r.changes, r."changedBy", r."changedAt"
     from jsonb_to_recordset($3::jsonb) as r("customerId" uuid, outcome text, reason text, version integer, changes jsonb,
       "changedBy" uuid, "changedAt" timestamptz)`,
    [organisationId, batchId, JSON.stringify(items)],
    'insert_items',
  );

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
const leftWith = (outcome: string) =>
  `select i.customer_id as id, c.name, i.reason,
     case when e.id is not null then jsonb_build_object('id', e.id, 'name', e.name) end as "changedBy",
     to_char(i.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "changedAt"
   from batch_items i
   left join customers c on c.organisation_id = i.organisation_id and c.id = i.customer_id
   left join employees e on e.organisation_id = i.organisation_id and e.id = i.changed_by
   where i.organisation_id = $1 and i.batch_id = $2 and i.outcome = ${outcome}
   order by c.name, i.customer_id`;

export const listSkipped = (tx: Transaction, organisationId: string, batchId: string) =>
  tx.rows<SkippedCustomer>(leftWith("'skipped'"), [organisationId, batchId], 'list_skipped');

/** What the items set, by field and value, and how many of them; tags by what is added to and taken from what a customer has. */
const SETS = `select c ->> 'field' as field, s.how, s.value, count(*)::int as customers
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
   where i.organisation_id = $1 and i.batch_id = $2 and i.outcome = any(o.sets)
   group by 1, 2, 3 order by customers desc, field, how, value`;

/**
 * A batch as it stands, with everything it left alone, of one moment: by a statement each, somebody could apply it
 * between them, and it would be applied with nothing changed. What was set and then kept by somebody else’s change was
 * set all the same.
 */
export const findBatch = (tx: Transaction, organisationId: string, id: string) =>
  tx.rows<Batch>(
    `select b.id, b.kind, b.state, b.mode, jsonb_build_object('id', e.id, 'name', e.name) as "createdBy",
       b.created_at as "createdAt", b.applied_at as "appliedAt", b.undone_at as "undoneAt", b.loads,
       (select count(*)::int from batch_items i
        where i.organisation_id = $1 and i.batch_id = $2 and i.outcome = o.changed) as changed,
       (select coalesce(json_agg(each), '[]') from (${SETS}) each) as sets,
       (select coalesce(json_agg(each), '[]') from (${leftWith('o.skipped')}) each) as skipped
     from batches b join employees e on e.organisation_id = b.organisation_id and e.id = b.created_by
     join (values
       ('preview', 'planned', array['planned'], 'skipped'),
       ('applied', 'changed', array['changed'], 'skipped'),
       ('undone', 'undone', array['undone', 'kept'], 'kept')
     ) as o(state, changed, sets, skipped) on o.state = b.state
     where b.organisation_id = $1 and b.id = $2`,
    [organisationId, id],
    'find_batch',
  );

/** Items that are there already become what they are now; their changes stay. */
export const updateItems = (
  tx: Transaction,
  organisationId: string,
  batchId: string,
  items: readonly ItemRow[],
) =>
  tx.db.execute(sql`
    update batch_items i set outcome = r.outcome, reason = r.reason, version = coalesce(r.version, i.version),
      changed_by = r."changedBy", changed_at = r."changedAt"
    from jsonb_to_recordset(${JSON.stringify(items.map(({ changes: _, ...item }) => item))}::jsonb)
      as r("customerId" uuid, outcome text, reason text, version integer, "changedBy" uuid, "changedAt" timestamptz)
    where i.organisation_id = ${organisationId}::uuid and i.batch_id = ${batchId}::uuid and i.customer_id = r."customerId"`);
