import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { attachments } from '@caseload/db/schema/attachments.ts';
import type { Actor } from '../session/actor.ts';

/** An attachment by the names of the contract. */
const attachmentColumns = {
  id: attachments.id,
  name: attachments.name,
  mediaType: attachments.mediaType,
  sizeBytes: attachments.sizeBytes,
  createdAt: attachments.createdAt,
};

const isAttachment = (organisationId: string, id: string) =>
  and(eq(attachments.organisationId, organisationId), eq(attachments.id, id));

/** Done again with the same id it changes nothing. */
export const insertAttachment = (tx: Transaction, values: typeof attachments.$inferInsert) =>
  tx.db.insert(attachments).values(values).onConflictDoNothing();

/** An attachment as a person may see it: what waits for its comment is seen by its uploader only. */
export const findAttachment = (tx: Transaction, { organisationId, id: person }: Actor, id: string) =>
  tx.db
    .select(attachmentColumns)
    .from(attachments)
    .where(
      and(
        isAttachment(organisationId, id),
        or(isNotNull(attachments.actionId), eq(attachments.uploadedBy, person)),
      ),
    );

/** Takes back an upload of the person that still waits for its comment. */
export const deleteWaiting = (tx: Transaction, { organisationId, id: person }: Actor, id: string) =>
  tx.db
    .delete(attachments)
    .where(
      and(isAttachment(organisationId, id), eq(attachments.uploadedBy, person), isNull(attachments.actionId)),
    )
    .returning({ id: attachments.id });

/**
 * Gives the person's waiting files to an action and returns them in the order they were uploaded. Fails with
 * the constraint `attachments_waiting` unless every one of them waits for a comment on this customer.
 */
export const attachFiles = (
  tx: Transaction,
  { organisationId, id: person }: Actor,
  action: { readonly id: string; readonly customerId: string },
  ids: readonly string[],
): Statement<Attachment[]> =>
  tx.rows<Attachment>(
    `select id, name, media_type as "mediaType", size_bytes::int as "sizeBytes", created_at as "createdAt"
     from attach_files($1, $2, $3, $4, $5) order by created_at, id`,
    [organisationId, action.id, action.customerId, person, ids],
    'attach_files',
  );

/** Deletes files that no comment took within a day, in the scope `pruneAttachments`, which sees no others. */
export const deleteAbandoned = (tx: Transaction, rows: number) =>
  tx.db
    .delete(attachments)
    .where(
      sql`(${attachments.organisationId}, ${attachments.id}) in (
        select organisation_id, id from attachments
        where action_id is null and created_at < now() - interval '1 day'
        limit ${rows} for update skip locked
      )`,
    )
    .returning({ organisationId: attachments.organisationId, id: attachments.id });
