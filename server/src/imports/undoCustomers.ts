import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { ImportUndo } from '@caseload/shared/imports/import.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { CUSTOM_FIELD_PREFIX, type CustomerState } from '@caseload/shared/rules/diffCustomer.ts';
import { isArchivedStatus } from '@caseload/shared/rules/isArchivedStatus.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { actionTypeOf } from '../customerActions/actionTypeOf.ts';
import { checkConstraints, forgetPlans } from '../customers/manyRows.ts';
import { newId } from '../newId.ts';
import { listPlainStatuses } from '../statuses/queries.ts';
import { withoutNulls } from './incoming.ts';
import { archivedOperation, RESTORED_OPERATION, setBackOperation } from './operationIds.ts';
import {
  type ChangedRow,
  type ExistingRow,
  type ImportAction,
  type ImportedBy,
  insertImportActions,
  listExisting,
  lockImports,
  updateCustomers,
} from './queries.ts';
import { type ImportedAction, listImported, listKept, lockImported } from './undoQueries.ts';

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
 * does what would get a status back that is archived since.
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
    const existing = await listExisting(tx, organisationId, ids);
    const plan = planUndo(actions, new Map(existing.map((one) => [one.id, one])), statuses);
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

type Plan = {
  archived: number;
  setBack: number;
  readonly kept: string[];
  readonly changed: ChangedRow[];
  readonly actions: ImportAction[];
};

function planUndo(
  actions: readonly ImportedAction[],
  existing: ReadonlyMap<string, ExistingRow>,
  statuses: readonly Status[],
): Plan {
  const plan: Plan = { archived: 0, setBack: 0, kept: [], changed: [], actions: [] };
  for (const action of actions) {
    const found = existing.get(action.customerId);
    if (found?.version !== action.version) {
      plan.kept.push(action.customerId);
      continue;
    }
    const isNew = action.version === 1;
    const changes = isNew ? archiving(found) : action.changes.map(reversed);
    if (changes.some(({ field, to }) => field === 'status' && isArchivedStatus(statuses, to))) {
      plan.kept.push(action.customerId);
      continue;
    }
    const goesAway = isNew || action.operationId.startsWith(RESTORED_OPERATION);
    if (goesAway) plan.archived += 1;
    else plan.setBack += 1;
    // It was in the archive from the beginning: there is nothing to change, and nothing to bring back one day.
    if (changes.length === 0) continue;
    const version = found.version + 1;
    plan.changed.push({ id: found.id, ...withChanges(found, changes) });
    plan.actions.push({
      id: newId(),
      customerId: found.id,
      customerVersion: version,
      type: actionTypeOf(changes),
      changes,
      operationId: (goesAway ? archivedOperation : setBackOperation)(found.id, version),
    });
  }
  return plan;
}

async function save(tx: Transaction, by: ImportedBy, { changed, actions }: Plan): Promise<void> {
  if (changed.length === 0) return;
  await forgetPlans(tx, changed.length);
  await updateCustomers(tx, by.organisationId, changed);
  await insertImportActions(tx, by, actions);
  await tx.together(checkConstraints(tx));
}

const archiving = ({ archived }: ExistingRow): FieldChange[] =>
  archived ? [] : [{ field: 'archived', from: false, to: true }];

const reversed = ({ field, from, to }: FieldChange): FieldChange => ({ field, from: to, to: from });

function withChanges(existing: ExistingRow, changes: readonly FieldChange[]): CustomerState {
  const { id, version, isTakenBack, ...state } = existing;
  const own = changes.filter(({ field }) => !field.startsWith(CUSTOM_FIELD_PREFIX));
  const custom = changes.filter(({ field }) => field.startsWith(CUSTOM_FIELD_PREFIX));
  const values = custom.map(({ field, to }) => [field.slice(CUSTOM_FIELD_PREFIX.length), to]);
  return {
    ...state,
    ...Object.fromEntries(own.map(({ field, to }) => [field, to])),
    fields: withoutNulls({ ...state.fields, ...Object.fromEntries(values) }),
  };
}
