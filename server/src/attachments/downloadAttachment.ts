import type { Logger } from 'pino';
import { type Attachment, SHOWN_IMAGES } from '@caseload/shared/attachments/attachment.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { notFound } from '../http/problemError.ts';
import { StreamedAnswer } from '../http/route.ts';
import type { Actor } from '../session/actor.ts';
import { contentDisposition } from './contentDisposition.ts';
import { FileMissing, fileKey, type FileStorage, type StoredFile } from './fileStorage.ts';
import { findAttachment } from './queries.ts';
import { storageBusy } from './storageBusy.ts';

type Dependencies = { readonly database: Database; readonly storage: FileStorage };

/** A file as bytes that no browser runs or shows as a page. Pictures are shown in place when `inline` asks. */
export async function downloadAttachment(
  { database, storage }: Dependencies,
  actor: Actor,
  id: string,
  inline: boolean,
  log: Logger,
): Promise<StreamedAnswer> {
  const [[attachment]] = await database.read({ organisationId: actor.organisationId }, (tx) => [
    findAttachment(tx, actor, id),
  ]);
  if (!attachment) throw notFound('There is no such file.');
  const { content } = await openWhole(storage, actor, attachment, log);
  content.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') log.error({ err: error }, 'a download broke off');
  });
  return new StreamedAnswer(content, headersOf(attachment, inline && SHOWN_IMAGES.has(attachment.mediaType)));
}

async function openWhole(
  storage: FileStorage,
  { organisationId }: Actor,
  { id, sizeBytes }: Attachment,
  log: Logger,
): Promise<StoredFile> {
  const file = await storage.open(fileKey(organisationId, id)).catch((error: unknown) => {
    if (!(error instanceof FileMissing)) throw storageBusy(error);
    log.error({ attachment: id }, 'the file of an attachment is missing from the storage');
    throw notFound(
      'This file is missing from the storage. Whoever runs Caseload can look for it in a backup.',
    );
  });
  if (file.sizeBytes === sizeBytes) return file;
  file.content.destroy();
  throw storageBusy(new Error(`the file of attachment ${id} has ${file.sizeBytes} bytes, not ${sizeBytes}`));
}

const headersOf = ({ name, mediaType, sizeBytes }: Attachment, shown: boolean) => ({
  'Content-Type': shown ? mediaType : 'application/octet-stream',
  'Content-Length': String(sizeBytes),
  'Content-Disposition': contentDisposition(shown ? 'inline' : 'attachment', name),
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  // The bytes of an id never change; by `Vary` they are not shown to who signs in next at the same browser.
  'Cache-Control': 'private, max-age=3600',
  Vary: 'Cookie',
});
