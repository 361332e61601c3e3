import { foreignKey, pgTable, primaryKey, sql, text, uuid } from '../drizzle.ts';
import { instant } from './instant.ts';
import { organisations } from './organisations.ts';

/** Every tag that was ever given; triggers on `customers` see to it. */
export const tags = pgTable(
  'tags',
  {
    organisationId: uuid('organisation_id').notNull(),
    name: text().notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'tags_pkey', columns: [t.organisationId, t.name] }),
    foreignKey({
      name: 'tags_organisation_fkey',
      columns: [t.organisationId],
      foreignColumns: [organisations.organisationId],
    }),
  ],
);
