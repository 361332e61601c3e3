import type { ImportUndo } from '@caseload/shared/imports/import.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { checkConstraints, forgetPlans } from '../customers/manyRows.ts';
import { listPlainStatuses } from '../statuses/queries.ts';
import { planUndo, takersOf, type UndoPlan } from './planUndo.ts';
import {
  type ImportedBy,
  insertImportActions,
  listExisting,
  lockImports,
  updateCustomers,
} from './queries.ts';
import { listImported, listKept, listLeavers, lockImported } from './undoQueries.ts';

export type UndoRequest = ImportedBy & {
  readonly importId: string;
  readonly signal: AbortSignal;
  /** Told of the customers looked at so far. */
  readonly onProgress: (done: number) => void;
  /** The last word before COMMIT, in the same transaction. What it throws takes everything back. */
  readonly finish: (tx: Transaction, undo: ImportUndo) => Promise<void>;
};

const CHUNK = 1_000;
const SHOWN_KEPT = 100;
const DEADLINE_MS = 3_600_000;

/**
 * Takes an import back in one transaction: customers that it made or brought back are archived, those that it
 * changed are set back, each as a change of its own with its history. Whatever somebody changed since stays, and so
 * does what would get a status back that is archived since, or go back to somebody who has left.
 */
export function undoCustomers(database: Database, request: UndoRequest): Promise<ImportUndo> {
  return database.write(
    { organisationId: request.organisationId },
    async (tx) => {
      const undo = await undoIn(tx, request);
      request.signal.throwIfAborted();
      await request.finish(tx, undo);
      return undo;
    },
    { deadlineMs: DEADLINE_MS },
  );
}

async function undoIn(tx: Transaction, request: UndoRequest): Promise<ImportUndo> {
  const { organisationId, importId, signal, onProgress } = request;
  await lockImports(tx, organisationId);
  await lockImported(tx, organisationId, importId);
  const counts = { archived: 0, setBack: 0, kept: 0 };
  const kept: string[] = [];
  const statuses = await listPlainStatuses(tx, organisationId);
  let done = 0;
  for (let after = '0'; ; ) {
    signal.throwIfAborted();
    const actions = await listImported(tx, organisationId, importId, after, CHUNK);
    const last = actions.at(-1);
    if (last === undefined) break;
    const ids = actions.map(({ customerId }) => customerId);
    const [found, left] = await tx.together([
      listExisting(tx, organisationId, ids),
      listLeavers(tx, organisationId, takersOf(actions)),
    ]);
    const existing = new Map(found.map((one) => [one.id, one]));
    const plan = planUndo(actions, { existing, statuses, leavers: new Set(left.map(({ id }) => id)) });
    counts.archived += plan.archived;
    counts.setBack += plan.setBack;
    counts.kept += plan.kept.length;
    kept.push(...plan.kept.slice(0, SHOWN_KEPT - kept.length));
    await save(tx, request, plan);
    after = last.position;
    done += actions.length;
    onProgress(done);
  }
  return { ...counts, keptCustomers: await listKept(tx, organisationId, kept) };
}

async function save(tx: Transaction, by: ImportedBy, { changed, actions }: UndoPlan): Promise<void> {
  if (changed.length === 0) return;
  await forgetPlans(tx, changed.length);
  await updateCustomers(tx, by.organisationId, changed);
  await insertImportActions(tx, by, actions);
  await tx.together(checkConstraints(tx));
}
