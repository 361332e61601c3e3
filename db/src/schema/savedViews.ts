import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  uuid,
} from '../drizzle.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

const now = sql`clock_timestamp()`;

/** Filters with an order that people saved; `updated_at` is set by trigger. */
export const savedViews = pgTable(
  'saved_views',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    ownerId: uuid('owner_id').notNull(),
    name: text().notNull(),
    filter: jsonb().$type<CustomerFilter>().notNull(),
    sort: text().$type<Sort>().notNull(),
    shared: boolean().notNull().default(false),
    createdAt: instant('created_at').notNull().default(now),
    updatedAt: instant('updated_at').notNull().default(now),
  },
  (t) => [
    primaryKey({ name: 'saved_views_pkey', columns: [t.organisationId, t.id] }),
    foreignKey({
      name: 'saved_views_owner_fkey',
      columns: [t.organisationId, t.ownerId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    check('saved_views_filter_object', sql`jsonb_typeof(${t.filter}) = 'object'`),
    index('saved_views_owner').on(t.organisationId, t.ownerId),
  ],
);
