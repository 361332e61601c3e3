import type { Request } from 'express';
import { ATTACHMENT_MAXIMUM_BYTES, type Attachment } from '@caseload/shared/attachments/attachment.ts';
import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { CommitOutcomeUnknown, violatedConstraint } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { findCustomer } from '../customers/queries.ts';
import { invalid, notFound, ProblemError } from '../http/problemError.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { cleanFileName, isRefusedName } from './fileName.ts';
import { fileKey, type FileStorage } from './fileStorage.ts';
import { IncomingFile, REFUSED_KIND, tooLarge } from './incomingFile.ts';
import {
  findAttachment,
  insertAttachment,
  sumWaiting,
  takeTurns,
  WAITING_BYTES_MAXIMUM,
  WAITING_FILES_MAXIMUM,
} from './queries.ts';
import { storageBusy } from './storageBusy.ts';

type Upload = { readonly customerId: string; readonly name: string; readonly request: Request };

/**
 * Keeps a file for a comment still to be sent. The row is written when the file is safe, and a file without a
 * row is taken away again, so there is never one without the other.
 */
export async function uploadAttachment(
  { database, storage }: { readonly database: Database; readonly storage: FileStorage },
  actor: Actor,
  { customerId, name: givenName, request }: Upload,
): Promise<Attachment> {
  const name = cleanFileName(givenName);
  try {
    refuseByHead(request, name);
    await requirePlace(database, actor, customerId);
    const id = newId();
    const key = fileKey(actor.organisationId, id);
    // How long a file is on its way is not for the database to answer for.
    currentDeadline()?.lift();
    const file = new IncomingFile(request.iterator({ destroyOnReturn: false }));
    await storage.put(key, file).catch((error: unknown) => {
      throw error instanceof ProblemError ? error : storageBusy(error);
    });
    const { sizeBytes, mediaType, sha256 } = file.facts;
    const values = { id, customerId, name, mediaType, sizeBytes, sha256 };
    return await record(database, actor, values).catch(async (error: unknown) => {
      // Should it be saved after all, its file must be there; if not, the file alone does no harm.
      if (!(error instanceof CommitOutcomeUnknown)) await storage.remove(key);
      throw violatedConstraint(error) === 'attachments_customer' ? noCustomer() : error;
    });
  } catch (error) {
    // Node reads off what is still on its way, so that the client gets to hear the answer.
    request.resume();
    throw error;
  }
}

/** What is wrong before the first byte. */
function refuseByHead(request: Request, name: string): void {
  if ((request.get('content-encoding') ?? 'identity') !== 'identity') {
    throw new ProblemError('unsupported-media-type', {}, { detail: 'Files are sent as they are.' });
  }
  if (Number(request.get('content-length')) > ATTACHMENT_MAXIMUM_BYTES) throw tooLarge();
  if (isRefusedName(name)) throw invalid([REFUSED_KIND]);
}

const noCustomer = () => notFound('There is no such customer.');

const TOO_MANY = {
  in: 'body',
  pointer: '',
  message:
    `is more than the ${WAITING_FILES_MAXIMUM} files, or ${WAITING_BYTES_MAXIMUM / 1024 / 1024} MB, ` +
    'that may wait for comments of yours; send or remove some of them first',
} as const;

/** A customer to speak of, and room for one more file: what can be refused before the first byte is read. */
async function requirePlace(database: Database, actor: Actor, customerId: string): Promise<void> {
  const { organisationId } = actor;
  const [[customer], [waiting]] = await database.read({ organisationId }, (tx) => [
    findCustomer(tx, organisationId, customerId),
    sumWaiting(tx, actor),
  ]);
  if (!customer) throw noCustomer();
  if (waiting && (waiting.files >= WAITING_FILES_MAXIMUM || waiting.bytes >= WAITING_BYTES_MAXIMUM)) {
    throw invalid([TOO_MANY]);
  }
}

type NewAttachment = Attachment & { readonly customerId: string; readonly sha256: string };

function record(
  database: Database,
  actor: Actor,
  values: Omit<NewAttachment, 'createdAt'>,
): Promise<Attachment> {
  const { organisationId, id: uploadedBy } = actor;
  return database.write(
    { organisationId },
    (tx) =>
      tx.commit(
        [
          takeTurns(tx, actor),
          insertAttachment(tx, { ...values, organisationId, uploadedBy }),
          findAttachment(tx, actor, values.id),
        ],
        (_turn, _inserted, [attachment]) => {
          if (!attachment) throw invalid([TOO_MANY]);
          return attachment;
        },
      ),
    { repeatable: true },
  );
}
