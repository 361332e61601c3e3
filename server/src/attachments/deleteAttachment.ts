import type { Logger } from 'pino';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { forbidden, notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { fileKey, type FileStorage } from './fileStorage.ts';
import { deleteWaiting, findAttachment } from './queries.ts';

type Dependencies = { readonly database: Database; readonly storage: FileStorage };

/** Takes back an upload that no comment holds yet: the row first, so that nothing names a file that is gone. */
export async function deleteAttachment(
  { database, storage }: Dependencies,
  actor: Actor,
  id: string,
  log: Logger,
): Promise<void> {
  const { organisationId } = actor;
  const { deleted, seen } = await database.write({ organisationId }, (tx) =>
    tx.commit([deleteWaiting(tx, actor, id), findAttachment(tx, actor, id)], ([row], [found]) => ({
      deleted: row !== undefined,
      seen: found !== undefined,
    })),
  );
  if (seen) throw forbidden('This file belongs to a comment and stays.');
  if (!deleted) throw notFound('There is no such file.');
  await removeFile(storage, organisationId, id, log);
}

/** A file that cannot be removed is named nowhere any more: worth a line, and no error to who asked. */
export async function removeFile(
  storage: FileStorage,
  organisationId: string,
  id: string,
  log: Logger,
): Promise<void> {
  await storage
    .remove(fileKey(organisationId, id))
    .catch((error: unknown) => log.warn({ err: error, attachment: id }, 'a file could not be removed'));
}
