import type { Batch, BatchLoad, BatchMode } from '@caseload/shared/batches/batch.ts';
import type { SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  unique,
  uuid,
} from '../drizzle.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

/** Many customers changed in one step: as previewed, done, or taken back. */
export const batches = pgTable(
  'batches',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    kind: text().$type<Batch['kind']>().notNull(),
    state: text().$type<Batch['state']>().notNull().default('preview'),
    mode: text().$type<BatchMode>().notNull(),
    createdBy: uuid('created_by').notNull(),
    loads: jsonb().$type<BatchLoad[]>().notNull(),
    operationId: text('operation_id').notNull(),
    operationHash: text('operation_hash').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    appliedAt: instant('applied_at'),
    undoneAt: instant('undone_at'),
    undoneBy: uuid('undone_by'),
  },
  (t) => [
    primaryKey({ name: 'batches_pkey', columns: [t.organisationId, t.id] }),
    unique('batches_operation_key').on(t.organisationId, t.operationId),
    foreignKey({
      name: 'batches_created_by_fkey',
      columns: [t.organisationId, t.createdBy],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    foreignKey({
      name: 'batches_undone_by_fkey',
      columns: [t.organisationId, t.undoneBy],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    index('batches_previews').on(t.createdAt).where(sql`${t.state} = 'preview'`),
    check('batches_kind_known', sql`${t.kind} in ('reassignment', 'change')`),
    check('batches_mode_known', sql`${t.mode} in ('all-or-nothing', 'best-effort')`),
    check(
      'batches_state_known',
      sql`(${t.state} = 'preview' and ${t.appliedAt} is null and ${t.undoneAt} is null)
        or (${t.state} = 'applied' and ${t.appliedAt} is not null and ${t.undoneAt} is null)
        or (${t.state} = 'undone' and ${t.appliedAt} is not null and ${t.undoneAt} is not null)`,
    ),
  ],
);

/** The customers of a batch. `version` is the customer's: as planned on, then as the batch left it. */
export const batchItems = pgTable(
  'batch_items',
  {
    organisationId: uuid('organisation_id').notNull(),
    batchId: uuid('batch_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    outcome: text().$type<'planned' | 'changed' | 'skipped' | 'undone' | 'kept'>().notNull(),
    reason: text().$type<SkipReason>(),
    /** Null when there is no such customer. */
    version: integer(),
    changes: jsonb().$type<FieldChange[]>().notNull(),
    /** Who changed the customer last, where that is the reason. */
    changedBy: uuid('changed_by'),
    changedAt: instant('changed_at'),
  },
  (t) => [
    primaryKey({ name: 'batch_items_pkey', columns: [t.organisationId, t.batchId, t.customerId] }),
    foreignKey({
      name: 'batch_items_batch_fkey',
      columns: [t.organisationId, t.batchId],
      foreignColumns: [batches.organisationId, batches.id],
    }),
    check(
      'batch_items_outcome_known',
      sql`${t.outcome} in ('planned', 'changed', 'skipped', 'undone', 'kept')`,
    ),
    check(
      'batch_items_left_has_reason',
      sql`(${t.outcome} in ('skipped', 'kept')) = (${t.reason} is not null)`,
    ),
  ],
);
