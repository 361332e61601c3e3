import type { Request } from 'express';
import { type CustomerImport, type Encoding, IMPORT_MAXIMUM_BYTES } from '@caseload/shared/imports/import.ts';
import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { CommitOutcomeUnknown } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { cleanFileName } from '../attachments/fileName.ts';
import { fileKey, type FileStorage } from '../attachments/fileStorage.ts';
import { storageBusy } from '../attachments/storageBusy.ts';
import { invalid, ProblemError } from '../http/problemError.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { describeFile } from './describeFile.ts';
import { refusingFaults } from './importProblems.ts';
import { countWaiting, insertImport } from './importRecords.ts';
import { IncomingCsv, tooLargeImport } from './incomingCsv.ts';
import { presentImport } from './presentImport.ts';

type Dependencies = { readonly database: Database; readonly storage: FileStorage };
type Upload = { readonly name: string; readonly encoding: Encoding | undefined; readonly request: Request };

/** Enough for everybody who prepares one, too little to fill a disk with. */
export const WAITING_IMPORTS_MAXIMUM = 20;

/**
 * Keeps a file to be imported and looks at its beginning. The row is written when the file is safe and is a
 * table; until then, and when the client goes away, the file is taken away again.
 */
export async function uploadImport(
  dependencies: Dependencies,
  actor: Actor,
  { name, encoding, request }: Upload,
): Promise<CustomerImport> {
  const { storage } = dependencies;
  const id = newId();
  const key = fileKey(actor.organisationId, id);
  try {
    refuseByHead(request);
    await requireRoom(dependencies, actor);
    // How long a file is on its way is not for the database to answer for.
    currentDeadline()?.lift();
    const file = new IncomingCsv(request.iterator({ destroyOnReturn: false }), encoding);
    await storage.put(key, file).catch((error: unknown) => {
      throw error instanceof ProblemError ? error : storageBusy(error);
    });
    return await keep(dependencies, actor, { id, name, file }).catch(async (error: unknown) => {
      // Should it be saved after all, its file must be there; if not, the file alone does no harm.
      if (!(error instanceof CommitOutcomeUnknown)) await storage.remove(key);
      throw error;
    });
  } catch (error) {
    // Node reads off what is still on its way, so that the client gets to hear the answer.
    request.resume();
    throw error;
  }
}

async function keep(
  { database, storage }: Dependencies,
  actor: Actor,
  { id, name, file }: { readonly id: string; readonly name: string; readonly file: IncomingCsv },
): Promise<CustomerImport> {
  const { organisationId, id: createdBy } = actor;
  const { sizeBytes, sha256, lineEnds, encoding } = file.facts;
  const { content } = await storage.open(fileKey(organisationId, id));
  const about = await refusingFaults('body', '', () => describeFile(content, { encoding }));
  const rowEstimate = Math.max(lineEnds - 1, about.sample.length);
  return database.write({ organisationId }, async (tx) => {
    await insertImport(tx, {
      organisationId,
      id,
      fileName: cleanFileName(name),
      sizeBytes,
      sha256,
      rowEstimate,
      createdBy,
      ...about,
    });
    return presentImport(tx, actor, id);
  });
}

/** What is wrong before the first byte. */
function refuseByHead(request: Request): void {
  if ((request.get('content-encoding') ?? 'identity') !== 'identity') {
    throw new ProblemError('unsupported-media-type', {}, { detail: 'Files are sent as they are.' });
  }
  if (Number(request.get('content-length')) > IMPORT_MAXIMUM_BYTES) throw tooLargeImport();
}

async function requireRoom({ database }: Dependencies, { organisationId }: Actor): Promise<void> {
  const [[found]] = await database.read({ organisationId }, (tx) => [countWaiting(tx, organisationId)]);
  if (!found || found.waiting < WAITING_IMPORTS_MAXIMUM) return;
  const message = `is one too many: ${WAITING_IMPORTS_MAXIMUM} files of your organisation wait to be imported; they are forgotten after a week`;
  throw invalid([{ in: 'body', pointer: '', message }]);
}
