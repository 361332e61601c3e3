import { foreignKey, index, pgTable, primaryKey, sql, uuid } from '../drizzle.ts';
import { customerActions } from './customerActions.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

/** Who is named in which comment, and when they read it. */
export const mentions = pgTable(
  'mentions',
  {
    organisationId: uuid('organisation_id').notNull(),
    employeeId: uuid('employee_id').notNull(),
    actionId: uuid('action_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    readAt: instant('read_at'),
  },
  (t) => [
    primaryKey({ name: 'mentions_pkey', columns: [t.organisationId, t.employeeId, t.actionId] }),
    foreignKey({
      name: 'mentions_employee_fkey',
      columns: [t.organisationId, t.employeeId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    foreignKey({
      name: 'mentions_action_fkey',
      columns: [t.organisationId, t.actionId],
      foreignColumns: [customerActions.organisationId, customerActions.id],
    }),
    index('mentions_newest').on(t.organisationId, t.employeeId, t.createdAt, t.actionId),
    index('mentions_unread').on(t.organisationId, t.employeeId, t.customerId).where(sql`${t.readAt} is null`),
  ],
);
