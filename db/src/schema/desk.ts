import type { Draft } from '@caseload/shared/desk/endpoints.ts';
import { check, foreignKey, jsonb, pgTable, primaryKey, sql, text, uuid } from '../drizzle.ts';
import { customerActions } from './customerActions.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

/** How far a person has read a customer's history. */
export const customerVisits = pgTable(
  'customer_visits',
  {
    organisationId: uuid('organisation_id').notNull(),
    employeeId: uuid('employee_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    seenActionId: uuid('seen_action_id').notNull(),
    visitedAt: instant('visited_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'customer_visits_pkey', columns: [t.organisationId, t.employeeId, t.customerId] }),
    foreignKey({
      name: 'customer_visits_employee_fkey',
      columns: [t.organisationId, t.employeeId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    foreignKey({
      name: 'customer_visits_seen_action_fkey',
      columns: [t.organisationId, t.seenActionId],
      foreignColumns: [customerActions.organisationId, customerActions.id],
    }),
  ],
);

/** Text typed and not sent, one row a device, so that two devices never write over each other. */
export const drafts = pgTable(
  'drafts',
  {
    organisationId: uuid('organisation_id').notNull(),
    employeeId: uuid('employee_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    kind: text().notNull(),
    device: text().notNull(),
    content: jsonb().$type<Draft['content']>().notNull(),
    typedAt: instant('typed_at').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'drafts_pkey',
      columns: [t.organisationId, t.employeeId, t.customerId, t.kind, t.device],
    }),
    foreignKey({
      name: 'drafts_employee_fkey',
      columns: [t.organisationId, t.employeeId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    check('drafts_content_object', sql`jsonb_typeof(${t.content}) = 'object'`),
  ],
);
