import type { CustomFieldType } from '@caseload/shared/customFields/customField.ts';
import { boolean, check, foreignKey, integer, pgTable, primaryKey, sql, text, uuid } from '../drizzle.ts';
import { instant } from './instant.ts';
import { organisations } from './organisations.ts';

const now = sql`clock_timestamp()`;

/** Fields an organisation added to its customers; values stand in `customers.fields`. */
export const customFields = pgTable(
  'custom_fields',
  {
    organisationId: uuid('organisation_id').notNull(),
    key: text().notNull(),
    label: text().notNull(),
    type: text().$type<CustomFieldType>().notNull(),
    choices: text().array().notNull().default([]),
    position: integer().notNull(),
    archived: boolean().notNull().default(false),
    createdAt: instant('created_at').notNull().default(now),
    updatedAt: instant('updated_at').notNull().default(now),
  },
  (t) => [
    primaryKey({ name: 'custom_fields_pkey', columns: [t.organisationId, t.key] }),
    foreignKey({
      name: 'custom_fields_organisation_fkey',
      columns: [t.organisationId],
      foreignColumns: [organisations.organisationId],
    }),
    check('custom_fields_type_known', sql`${t.type} in ('text', 'number', 'date', 'choice')`),
    check('custom_fields_choices_of_choice', sql`(${t.type} = 'choice') = (cardinality(${t.choices}) > 0)`),
  ],
);
