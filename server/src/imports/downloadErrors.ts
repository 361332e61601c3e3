import type { Logger } from 'pino';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { contentDisposition } from '../attachments/contentDisposition.ts';
import { FileMissing, fileKey, type FileStorage } from '../attachments/fileStorage.ts';
import { storageBusy } from '../attachments/storageBusy.ts';
import { notFound } from '../http/problemError.ts';
import { StreamedAnswer } from '../http/route.ts';
import type { Actor } from '../session/actor.ts';
import { findImport } from './importRecords.ts';

type Dependencies = { readonly database: Database; readonly storage: FileStorage };

/** The rows that the last check or run left out, as a CSV file with the reasons. */
export async function downloadErrors(
  { database, storage }: Dependencies,
  { organisationId }: Actor,
  id: string,
  log: Logger,
): Promise<StreamedAnswer> {
  const [[found]] = await database.read({ organisationId }, (tx) => [findImport(tx, organisationId, id)]);
  if (!found) throw notFound('There is no such import.');
  if (found.errorsId === null) throw notFound('No row was left out, or the file of them is no longer kept.');
  const { content, sizeBytes } = await storage
    .open(fileKey(organisationId, found.errorsId))
    .catch((error: unknown) => {
      throw error instanceof FileMissing
        ? notFound('The file of the rows left out is missing from the storage; check once more.')
        : storageBusy(error);
    });
  content.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') log.error({ err: error }, 'a download broke off');
  });
  const name = `${found.fileName.replace(/\.[^.]*$/u, '')}-errors.csv`;
  return new StreamedAnswer(content, {
    'Content-Length': String(sizeBytes),
    'Content-Disposition': contentDisposition('attachment', name),
  });
}
