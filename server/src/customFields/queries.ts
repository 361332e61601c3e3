import { and, asc, eq } from '@caseload/db/drizzle.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customFields } from '@caseload/db/schema/customFields.ts';
import { organisations } from '@caseload/db/schema/organisations.ts';

const customFieldColumns = {
  key: customFields.key,
  label: customFields.label,
  type: customFields.type,
  choices: customFields.choices,
  position: customFields.position,
  archived: customFields.archived,
  updatedAt: customFields.updatedAt,
};

type Row = typeof customFields.$inferSelect;
export type CustomFieldColumns = Pick<Row, 'label' | 'choices' | 'position' | 'archived'>;

/** In the order they are shown, archived ones last. */
export const listCustomFields = (tx: Transaction, organisationId: string) =>
  tx.db
    .select(customFieldColumns)
    .from(customFields)
    .where(eq(customFields.organisationId, organisationId))
    .orderBy(asc(customFields.archived), asc(customFields.position), asc(customFields.key));

/** Makes those who define fields take turns, without standing in the way of what refers to the organisation. */
export const lockDefinitions = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ id: organisations.organisationId })
    .from(organisations)
    .where(eq(organisations.organisationId, organisationId))
    .for('no key update');

/** Needs the lock. A field with this key violates `custom_fields_pkey`. */
export const insertCustomField = (
  tx: Transaction,
  values: CustomFieldColumns & Pick<Row, 'organisationId' | 'key' | 'type'>,
) => tx.db.insert(customFields).values(values).returning(customFieldColumns);

/** Needs the lock. The time is set by the database. */
export const saveCustomField = (
  tx: Transaction,
  organisationId: string,
  key: string,
  values: Partial<CustomFieldColumns>,
) =>
  tx.db
    .update(customFields)
    .set(values)
    .where(and(eq(customFields.organisationId, organisationId), eq(customFields.key, key)))
    .returning(customFieldColumns);
