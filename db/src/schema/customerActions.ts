import type { ActionType, Door, FieldChange } from '@caseload/shared/customerActions/action.ts';
import {
  bigint,
  check,
  customType,
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
import { batches } from './batches.ts';
import { imports } from './imports.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });

/** The audit trail: append-only, and the live feed in the order of `position`. */
export const customerActions = pgTable(
  'customer_actions',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    position: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    transactionId: transactionId('transaction_id').notNull().default(sql`pg_current_xact_id()`),
    customerId: uuid('customer_id').notNull(),
    type: text().$type<ActionType>().notNull(),
    actorId: uuid('actor_id').notNull(),
    changes: jsonb().$type<FieldChange[]>().notNull().default([]),
    comment: text(),
    /** The customer's version after this action; null for what did not change the customer. */
    customerVersion: integer('customer_version'),
    via: text().$type<Door>().notNull(),
    requestId: text('request_id'),
    /** Unique per organisation: a retried write happens once. */
    operationId: text('operation_id').notNull(),
    /** Digest of what was asked under `operation_id`, to tell a retry from another request with the same key. */
    operationHash: text('operation_hash'),
    /** The batch it is one of many of. */
    batchId: uuid('batch_id'),
    /** The import that it belongs to, or takes back. */
    importId: uuid('import_id'),
    /** Set by trigger: the customer's `updated_at`, or now for a comment. */
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'customer_actions_pkey', columns: [t.organisationId, t.id] }),
    foreignKey({
      name: 'customer_actions_actor_fkey',
      columns: [t.organisationId, t.actorId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    foreignKey({
      name: 'customer_actions_batch_fkey',
      columns: [t.organisationId, t.batchId],
      foreignColumns: [batches.organisationId, batches.id],
    }),
    foreignKey({
      name: 'customer_actions_import_fkey',
      columns: [t.organisationId, t.importId],
      foreignColumns: [imports.organisationId, imports.id],
    }),
    unique('customer_actions_version_key').on(t.organisationId, t.customerId, t.customerVersion),
    unique('customer_actions_operation_key').on(t.organisationId, t.operationId),
    check(
      'customer_actions_type_known',
      sql`${t.type} in ('create', 'comment', 'status_change', 'assignment', 'update', 'archive', 'import', 'skip')`,
    ),
    check('customer_actions_via_known', sql`${t.via} in ('browser', 'api', 'import', 'bulk', 'seed')`),
    check(
      'customer_actions_comment_has_text',
      sql`(${t.type} in ('comment', 'skip')) = (${t.comment} is not null)`,
    ),
    check(
      'customer_actions_comment_has_no_version',
      sql`(${t.type} in ('comment', 'skip')) = (${t.customerVersion} is null)`,
    ),
    index('customer_actions_trail').on(t.organisationId, t.customerId, t.position),
    index('customer_actions_of_batch')
      .on(t.organisationId, t.batchId, t.position)
      .where(sql`${t.batchId} is not null`),
    index('customer_actions_of_import')
      .on(t.organisationId, t.importId, t.position)
      .where(sql`${t.importId} is not null`),
    index('customer_actions_activity').on(t.organisationId, t.createdAt, t.position),
    index('customer_actions_of_actor').on(t.organisationId, t.actorId, t.createdAt, t.position),
    index('customer_actions_feed').on(t.organisationId, t.position),
    index('customer_actions_commits').on(t.organisationId, t.transactionId, t.position),
    index('customer_actions_status_moves')
      .on(t.organisationId, t.createdAt, t.position)
      .where(sql`${t.customerVersion} > 1 and ${t.changes} @> '[{"field": "status"}]'`),
    index('customer_actions_moves')
      .on(t.organisationId, t.createdAt, t.position)
      .where(
        sql`${t.changes} @> '[{"field": "assignedTo"}]' or (${t.customerVersion} = 1 and ${t.changes} <> '[]')`,
      ),
  ],
);
