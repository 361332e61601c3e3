import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import type { ImportWork } from '@caseload/shared/imports/importWork.ts';
import { violatedConstraint } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { notFound, ProblemError } from '../http/problemError.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { notNow } from './importProblems.ts';
import type { ImportWorker } from './importWork.ts';
import { findAtWork, lockImport } from './importRecords.ts';
import { interrupted, presentImport } from './presentImport.ts';
import { abandonWork, beginWork } from './workRecords.ts';

type Dependencies = { readonly database: Database; readonly importWorker: ImportWorker };
type Locked = Awaited<ReturnType<typeof lockImport>>[number];

/**
 * Begins a check, a run or an undoing. What it comes to is found in the import. Begun already, run already or
 * undone already, it answers as things stand.
 */
export async function startWork(
  { database, importWorker }: Dependencies,
  actor: Actor,
  importId: string,
  kind: ImportWork,
): Promise<CustomerImport> {
  const { organisationId } = actor;
  const workId = newId();
  const start = () =>
    database.write({ organisationId }, async (tx) => {
      const [locked] = await lockImport(tx, organisationId, importId);
      if (!locked) throw notFound('There is no such import.');
      if (isUnderWay(kind, locked))
        return { total: undefined, begun: await presentImport(tx, actor, importId) };
      await requireQuiet(tx, organisationId);
      refuseUnlessReady(kind, locked);
      const total = totalOf(kind, locked);
      await beginWork(tx, { organisationId, importId, workId }, { kind, startedBy: actor.id, total });
      return { total, begun: await presentImport(tx, actor, importId) };
    });
  const { total, begun } = await start().catch((error: unknown) => {
    // Another one began at the same moment: the second look finds it.
    if (violatedConstraint(error) === 'imports_at_work') return start();
    throw error;
  });
  if (total !== undefined) importWorker.begin(actor, { kind, importId, workId, total });
  return begun;
}

const isUnderWay = (kind: ImportWork, { state, work, isAlive }: Locked) =>
  (work === kind && isAlive) ||
  (kind === 'run' && state === 'done' && work === null) ||
  (kind === 'undo' && state === 'undone');

/** Throws while another import of the organisation is at work; one whose process is gone is over. */
async function requireQuiet(tx: Transaction, organisationId: string): Promise<void> {
  const [other] = await findAtWork(tx, organisationId);
  if (!other || other.kind === null || other.startedAt === null) return;
  const { id, fileName, kind, startedBy, startedAt, isAlive } = other;
  if (isAlive) {
    const detail = `${startedBy.name} began with "${fileName}", and an organisation imports one file at a time.`;
    throw new ProblemError(
      'import-running',
      { running: { id, fileName, kind, startedBy, startedAt } },
      { detail },
    );
  }
  await abandonWork(tx, organisationId, id, interrupted(kind));
}

function refuseUnlessReady(kind: ImportWork, { state, rules, hasFile, checkReport }: Locked): void {
  if (kind === 'undo') {
    if (state !== 'done') throw notNow('was never imported: there is nothing to undo');
    return;
  }
  if (state === 'done' || state === 'undone') throw notNow('was imported already; upload the file once more');
  if (!hasFile) throw notNow('has no file any more; upload it once more');
  if (rules === null) throw notNow('has no mapping yet: say what the columns are');
  if (kind === 'check') return;
  if (state !== 'checked' || checkReport === null) throw notNow('was not checked since its mapping was set');
  const { created, updated, restored } = checkReport;
  if (created + updated + restored === 0)
    throw notNow('has nothing to import: every row is left out or here already');
}

function totalOf(kind: ImportWork, { rowEstimate, checkReport, result }: Locked): number {
  if (kind === 'undo') return result === null ? 0 : result.created + result.updated + result.restored;
  return checkReport?.read ?? rowEstimate;
}
