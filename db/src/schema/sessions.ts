import { foreignKey, index, jsonb, pgTable, primaryKey, sql, text, unique, uuid } from '../drizzle.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

/** The table of connect-pg-simple; whose session it is comes from the session itself. */
export const sessions = pgTable(
  'sessions',
  {
    /** Digest of the session id, which itself is only in the cookie. */
    sid: text().notNull(),
    sess: jsonb().notNull(),
    expire: instant().notNull(),
    organisationId: uuid('organisation_id')
      .notNull()
      .generatedAlwaysAs(sql`(sess ->> 'organisationId')::uuid`),
    employeeId: uuid('employee_id').notNull().generatedAlwaysAs(sql`(sess ->> 'employeeId')::uuid`),
  },
  (t) => [
    primaryKey({ name: 'sessions_pkey', columns: [t.organisationId, t.sid] }),
    unique('sessions_sid_key').on(t.sid),
    foreignKey({
      name: 'sessions_employee_fkey',
      columns: [t.organisationId, t.employeeId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    index('sessions_employee').on(t.organisationId, t.employeeId),
    index('sessions_expire').on(t.expire),
  ],
);
