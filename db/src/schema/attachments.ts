import { bigint, check, foreignKey, index, pgTable, primaryKey, sql, text, uuid } from '../drizzle.ts';
import { customerActions } from './customerActions.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

/** Files of comments; the bytes are in the file storage under the id. Without an action one waits for its comment. */
export const attachments = pgTable(
  'attachments',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    customerId: uuid('customer_id').notNull(),
    actionId: uuid('action_id'),
    uploadedBy: uuid('uploaded_by').notNull(),
    name: text().notNull(),
    mediaType: text('media_type').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** Of the content, in hexadecimal. */
    sha256: text().notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'attachments_pkey', columns: [t.organisationId, t.id] }),
    foreignKey({
      name: 'attachments_action_fkey',
      columns: [t.organisationId, t.actionId],
      foreignColumns: [customerActions.organisationId, customerActions.id],
    }),
    foreignKey({
      name: 'attachments_uploaded_by_fkey',
      columns: [t.organisationId, t.uploadedBy],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    check('attachments_size_not_negative', sql`${t.sizeBytes} >= 0`),
    index('attachments_of_action').on(t.organisationId, t.actionId).where(sql`${t.actionId} is not null`),
    index('attachments_waiting').on(t.createdAt).where(sql`${t.actionId} is null`),
  ],
);
