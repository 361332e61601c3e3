import { and, eq, isNotNull, isNull, or, sql } from '@caseload/db/drizzle.ts';
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

/** What a person may have waiting for comments: enough for many drafts, too little to fill a disk with. */
export const WAITING_FILES_MAXIMUM = 100;
export const WAITING_BYTES_MAXIMUM = 500 * 1024 * 1024;

/** How much of the person waits for its comment. */
export const sumWaiting = (tx: Transaction, { organisationId, id: person }: Actor) =>
  tx.rows<{ files: number; bytes: number }>(
    `select count(*)::int as files, coalesce(sum(size_bytes), 0)::float8 as bytes from attachments
     where organisation_id = $1 and uploaded_by = $2 and action_id is null`,
    [organisationId, person],
  );

/** Lets the uploads of one person take turns, so that adding up what waits is exact. */
export const takeTurns = (tx: Transaction, { organisationId, id }: Actor) =>
  tx.raw('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`attachments/${organisationId}/${id}`]);

/** Keeps the row unless too much of the person waits already. Done again with the same id it changes nothing. */
export const insertAttachment = (tx: Transaction, values: typeof attachments.$inferInsert) =>
  tx.raw(
    `insert into attachments (organisation_id, id, customer_id, uploaded_by, name, media_type, size_bytes, sha256)
     select $1, $2, $3, $4, $5, $6, $7, $8
     where (select count(*) < $9 and coalesce(sum(a.size_bytes), 0) + $7::bigint <= $10 from attachments a
       where a.organisation_id = $1 and a.uploaded_by = $4 and a.action_id is null and a.id <> $2)
     on conflict do nothing`,
    [
      values.organisationId,
      values.id,
      values.customerId,
      values.uploadedBy,
      values.name,
      values.mediaType,
      values.sizeBytes,
      values.sha256,
      WAITING_FILES_MAXIMUM,
      WAITING_BYTES_MAXIMUM,
    ],
  );

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
