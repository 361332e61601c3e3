import { type CustomFields, PRIORITIES } from '@caseload/shared/customers/customer.ts';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  sql,
  text,
  unique,
  uuid,
} from '../drizzle.ts';
import { instant } from './instant.ts';
import { employees, organisations, statuses } from './organisations.ts';

const now = sql`clock_timestamp()`;

export const customerPriority = pgEnum('customer_priority', PRIORITIES);

export const customers = pgTable(
  'customers',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    email: text(),
    phone: text(),
    status: text().notNull(),
    priority: customerPriority().notNull().default('normal'),
    assignedTo: uuid('assigned_to'),
    archived: boolean().notNull().default(false),
    dueAt: instant('due_at'),
    followUpAt: instant('follow_up_at'),
    notes: text().notNull().default(''),
    tags: text().array().notNull().default(sql`'{}'`),
    fields: jsonb().$type<CustomFields>().notNull().default({}),
    /** The key of the row in the file it was imported from. */
    externalId: text('external_id'),
    /** Set by trigger; grows by one a change. */
    version: integer().notNull().default(1),
    createdAt: instant('created_at').notNull().default(now),
    /** Set by trigger; strictly grows. */
    updatedAt: instant('updated_at').notNull().default(now),
    search: text()
      .notNull()
      .generatedAlwaysAs(
        sql`lower(name || E'\\n' || coalesce(email, '') || E'\\n' || coalesce(phone, '') || E'\\n' || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g'))`,
      ),
    dueSort: instant('due_sort').notNull().generatedAlwaysAs(sql`coalesce(due_at, 'infinity'::timestamptz)`),
    followUpSort: instant('follow_up_sort')
      .notNull()
      .generatedAlwaysAs(sql`coalesce(follow_up_at, 'infinity'::timestamptz)`),
    nameSort: text('name_sort').notNull().generatedAlwaysAs(sql`lower(name)`),
    prioritySort: smallint('priority_sort')
      .notNull()
      .generatedAlwaysAs(
        sql`case priority when 'urgent' then 1 when 'high' then 2 when 'normal' then 3 else 4 end`,
      ),
  },
  (t) => [
    primaryKey({ name: 'customers_pkey', columns: [t.organisationId, t.id] }),
    foreignKey({
      name: 'customers_organisation_fkey',
      columns: [t.organisationId],
      foreignColumns: [organisations.organisationId],
    }),
    foreignKey({
      name: 'customers_status_fkey',
      columns: [t.organisationId, t.status],
      foreignColumns: [statuses.organisationId, statuses.key],
    }),
    foreignKey({
      name: 'customers_assigned_to_fkey',
      columns: [t.organisationId, t.assignedTo],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    unique('customers_external_id_key').on(t.organisationId, t.externalId),
    check('customers_fields_object', sql`jsonb_typeof(${t.fields}) = 'object'`),
    index('customers_assigned_work').on(
      t.assignedTo,
      t.status,
      t.archived,
      t.organisationId,
      t.dueSort,
      t.id,
    ),
    index('customers_follow_up')
      .on(t.assignedTo, t.status, t.archived, t.organisationId, t.followUpSort, t.id)
      .where(sql`follow_up_at is not null`),
    index('customers_unassigned')
      .on(t.organisationId, t.status, t.archived, t.dueSort, t.id)
      .where(sql`assigned_to is null`),
    index('customers_by_due').on(t.organisationId, t.status, t.archived, t.dueSort, t.id),
    index('customers_by_name').on(t.organisationId, t.status, t.archived, sql`name_sort collate "C"`, t.id),
    index('customers_by_created').on(t.organisationId, t.status, t.archived, t.createdAt, t.id),
    index('customers_by_priority').on(t.organisationId, t.status, t.archived, t.prioritySort, t.id),
  ],
);

/** The `search` of each customer, for the index: triggers keep it, and only `search_customers` reads it. */
export const customerSearch = pgTable(
  'customer_search',
  {
    organisationId: uuid('organisation_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    search: text().notNull(),
  },
  (t) => [
    primaryKey({ name: 'customer_search_pkey', columns: [t.organisationId, t.customerId] }),
    index('customer_search_trigrams').using('gin', t.search.op('gin_trgm_ops')),
  ],
);
