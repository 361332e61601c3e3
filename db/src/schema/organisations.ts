import type { StatusCategory } from '@caseload/shared/organisations/organisation.ts';
import type { Role } from '@caseload/shared/employees/employee.ts';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  sql,
  text,
  unique,
  uuid,
} from '../drizzle.ts';
import { instant } from './instant.ts';

const now = sql`clock_timestamp()`;

export const organisations = pgTable(
  'organisations',
  {
    organisationId: uuid('organisation_id').primaryKey(),
    slug: text().notNull(),
    name: text().notNull(),
    createdAt: instant('created_at').notNull().default(now),
  },
  (t) => [
    unique('organisations_slug_key').on(t.slug),
    check('organisations_slug_shape', sql`${t.slug} ~ '^[a-z][a-z0-9-]{0,62}$'`),
  ],
);

export const employees = pgTable(
  'employees',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    email: text(),
    /** What an import calls this person, for example a department's abbreviation. */
    code: text(),
    role: text().$type<Role>().notNull(),
    active: boolean().notNull().default(true),
    passwordHash: text('password_hash'),
    /** Grows when every session of the person must end. */
    sessionEpoch: integer('session_epoch').notNull().default(0),
    createdAt: instant('created_at').notNull().default(now),
    /** The last day of being away, in the days of whoever looks. */
    awayUntil: date('away_until'),
    lastSignInAt: instant('last_sign_in_at'),
    /** When the person last ceased to be active; see `mind_deactivation`. */
    deactivatedAt: instant('deactivated_at'),
    /** Of name, address, role and `active`; set by trigger, strictly grows. */
    updatedAt: instant('updated_at').notNull().default(now),
  },
  (t) => [
    primaryKey({ name: 'employees_pkey', columns: [t.organisationId, t.id] }),
    foreignKey({
      name: 'employees_organisation_fkey',
      columns: [t.organisationId],
      foreignColumns: [organisations.organisationId],
    }),
    unique('employees_email_key').on(t.organisationId, t.email),
    unique('employees_code_key').on(t.organisationId, t.code),
    check('employees_email_lower', sql`${t.email} = lower(${t.email})`),
    check('employees_role_known', sql`${t.role} in ('employee', 'supervisor', 'admin')`),
    check('employees_active_has_email', sql`not ${t.active} or ${t.email} is not null`),
    index('employees_sign_in').on(t.email),
  ],
);

export const statuses = pgTable(
  'statuses',
  {
    organisationId: uuid('organisation_id').notNull(),
    key: text().notNull(),
    label: text().notNull(),
    category: text().$type<StatusCategory>().notNull(),
    position: integer().notNull(),
    /** No longer offered. */
    archived: boolean().notNull().default(false),
    /** Of label, category and `archived`; set by trigger, strictly grows. */
    updatedAt: instant('updated_at').notNull().default(now),
  },
  (t) => [
    primaryKey({ name: 'statuses_pkey', columns: [t.organisationId, t.key] }),
    foreignKey({
      name: 'statuses_organisation_fkey',
      columns: [t.organisationId],
      foreignColumns: [organisations.organisationId],
    }),
    check('statuses_category_known', sql`${t.category} in ('open', 'waiting', 'done')`),
  ],
);
