import type { ImportPhase } from '@caseload/shared/imports/import.ts';
import { isNothingUndone } from '@caseload/shared/imports/isNothingUndone.ts';
import type { ImportWork } from '@caseload/shared/imports/importWork.ts';
import { CommitOutcomeUnknown } from '@caseload/db/kernel/errors.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { removeFile } from '../attachments/deleteAttachment.ts';
import { fileKey } from '../attachments/fileStorage.ts';
import type { Actor } from '../session/actor.ts';
import { ErrorsFile } from './errorsFile.ts';
import { importCustomers, type ImportRequest } from './importCustomers.ts';
import { ImportCancelled, ImportFault } from './importFault.ts';
import type { WorkDependencies } from './importWork.ts';
import { findImport } from './importRecords.ts';
import { readCsv } from './readCsv.ts';
import { undoCustomers } from './undoCustomers.ts';
import { completeWork, type WorkKey } from './workRecords.ts';

/** Work that the database knows of. */
export type BegunWork = {
  readonly kind: ImportWork;
  readonly importId: string;
  readonly workId: string;
  /** Rows or customers, as far as it can be known. */
  readonly total: number;
};

/** In whose name it is done. */
type Worker = Pick<Actor, 'id' | 'organisationId'>;

export type Watching = {
  readonly signal: AbortSignal;
  readonly onProgress: (phase: ImportPhase, done: number, total: number | undefined) => void;
};

/** Does the work and records what it reached. Throws when it reached nothing, or nobody can say whether it did. */
export async function performWork(
  dependencies: WorkDependencies,
  actor: Worker,
  begun: BegunWork,
  watching: Watching,
): Promise<void> {
  const key = { organisationId: actor.organisationId, importId: begun.importId, workId: begun.workId };
  watching.onProgress(begun.kind === 'undo' ? 'saving' : 'reading', 0, begun.total);
  if (begun.kind === 'undo') await undo(dependencies, actor, key, begun, watching);
  else await checkOrRun(dependencies, actor, key, begun.kind, watching);
}

async function undo(
  { importDatabase }: WorkDependencies,
  actor: Worker,
  key: WorkKey,
  { importId, total }: BegunWork,
  { signal, onProgress }: Watching,
): Promise<void> {
  await undoCustomers(importDatabase, {
    organisationId: actor.organisationId,
    actorId: actor.id,
    importId,
    signal,
    onProgress: (done) => onProgress('saving', done, Math.max(total, done)),
    finish: (tx, undoResult) =>
      complete(tx, key, {
        undoResult,
        ...(isNothingUndone(undoResult) ? {} : { state: 'undone', undoneBy: actor.id }),
      }),
  });
}

async function checkOrRun(
  dependencies: WorkDependencies,
  actor: Worker,
  key: WorkKey,
  kind: 'check' | 'run',
  { signal, onProgress }: Watching,
): Promise<void> {
  const { database, importDatabase, storage, logger } = dependencies;
  const { organisationId } = actor;
  const [[found]] = await database.read({ organisationId }, (tx) => [
    findImport(tx, organisationId, key.importId),
  ]);
  if (!found?.rules) throw new Error('an import without rules was begun');
  const { encoding, delimiter, rules, errorsId: earlier } = found;
  const errors = new ErrorsFile(storage, organisationId);
  const request: ImportRequest = {
    organisationId,
    actorId: actor.id,
    importId: key.importId,
    rules,
    signal,
    rejects: errors,
    open: async () => {
      const { content } = await storage.open(fileKey(organisationId, key.importId));
      return readCsv(content, { encoding, delimiter });
    },
    onProgress: ({ phase, done, total }) => onProgress(phase, done, total),
  };
  try {
    if (kind === 'run') {
      await importCustomers(importDatabase, {
        ...request,
        finish: async (tx, result) =>
          complete(tx, key, { state: 'done', result, errorsId: await errors.close(), ranBy: actor.id }),
      });
    } else {
      const checkReport = await importCustomers(importDatabase, { ...request, checkOnly: true });
      if (checkReport.read === 0) throw new ImportFault('There is no row below the names of the columns.');
      const errorsId = await errors.close();
      await database.write({ organisationId }, (tx) =>
        complete(tx, key, { state: 'checked', checkReport, errorsId }),
      );
    }
  } catch (error) {
    // Should it be saved after all, the file it names must be there; if not, the file alone does no harm.
    if (!(error instanceof CommitOutcomeUnknown)) await errors.discard();
    throw error;
  }
  if (earlier !== null) await removeFile(storage, organisationId, earlier, logger);
}

async function complete(
  tx: Transaction,
  key: WorkKey,
  outcome: Parameters<typeof completeWork>[2],
): Promise<void> {
  const [completed] = await completeWork(tx, key, outcome);
  if (completed === undefined) throw new ImportCancelled('cancelled at the last moment');
}
