import type { LinkPurpose } from '@caseload/shared/passwordLinks/passwordLink.ts';
import { check, foreignKey, pgTable, primaryKey, sql, text, unique, uniqueIndex, uuid } from '../drizzle.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

/** One-time links by which people set their passwords. */
export const passwordLinks = pgTable(
  'password_links',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    employeeId: uuid('employee_id').notNull(),
    purpose: text().$type<LinkPurpose>().notNull(),
    /** Digest of the token, which itself is only in the link. */
    tokenHash: text('token_hash').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    /** Set by trigger when the person's password, address or right to act changes, and when a newer one is made. */
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ name: 'password_links_pkey', columns: [t.organisationId, t.id] }),
    unique('password_links_token_key').on(t.tokenHash),
    foreignKey({
      name: 'password_links_employee_fkey',
      columns: [t.organisationId, t.employeeId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    foreignKey({
      name: 'password_links_created_by_fkey',
      columns: [t.organisationId, t.createdBy],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    check('password_links_purpose_known', sql`${t.purpose} in ('invite', 'reset')`),
    check('password_links_ended_once', sql`${t.usedAt} is null or ${t.revokedAt} is null`),
    uniqueIndex('password_links_good')
      .on(t.organisationId, t.employeeId)
      .where(sql`${t.usedAt} is null and ${t.revokedAt} is null`),
  ],
);
