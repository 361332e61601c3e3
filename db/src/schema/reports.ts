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
  uuid,
} from '../drizzle.ts';
import { instant } from './instant.ts';
import { organisations } from './organisations.ts';

/** Saves based on an outdated state, by the quarter of an hour. */
export const conflictCounts = pgTable(
  'conflict_counts',
  {
    organisationId: uuid('organisation_id').notNull(),
    quarter: instant().notNull(),
    /** Somebody was asked. */
    asked: integer().notNull().default(0),
    /** Nobody had to be. */
    merged: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'conflict_counts_pkey', columns: [t.organisationId, t.quarter] }),
    foreignKey({
      name: 'conflict_counts_organisation_fkey',
      columns: [t.organisationId],
      foreignColumns: [organisations.organisationId],
    }),
    check('conflict_counts_not_negative', sql`${t.asked} >= 0 and ${t.merged} >= 0`),
    check('conflict_counts_quarter', sql`extract(epoch from ${t.quarter}) % 900 = 0`),
  ],
);

/** The last good report of each question. */
export const reportSnapshots = pgTable(
  'report_snapshots',
  {
    organisationId: uuid('organisation_id').notNull(),
    /** A digest of the question. */
    key: text().notNull(),
    report: jsonb().notNull(),
    computedAt: instant('computed_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'report_snapshots_pkey', columns: [t.organisationId, t.key] }),
    foreignKey({
      name: 'report_snapshots_organisation_fkey',
      columns: [t.organisationId],
      foreignColumns: [organisations.organisationId],
    }),
    index('report_snapshots_age').on(t.organisationId, t.computedAt),
  ],
);
