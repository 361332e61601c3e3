import { CUSTOM_VALUES_MAXIMUM } from '@caseload/shared/customers/customer.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { checkConstraints, forgetPlans } from '../customers/manyRows.ts';
import { hasTooManyValues } from '../customers/refuseCustomValues.ts';
import { changesOfNew, recordOrganisationActions } from '../organisationActions/recordOrganisationAction.ts';
import type { Assignees } from './assignees.ts';
import { changesOfExisting, changesOfRestored } from './incoming.ts';
import { arrivedOperation, restoredOperation, updatedOperation } from './operationIds.ts';
import type { Person } from './people.ts';
import {
  type ChangedRow,
  collectSearchEntries,
  createPlanned,
  type ExistingRow,
  type ImportAction,
  type ImportedBy,
  insertImportActions,
  insertPeople,
  listExisting,
  mergeSearchEntries,
  NEWCOMER,
  updateCustomers,
} from './queries.ts';
import type { RowFault } from './rowFault.ts';
import type { Tally } from './report.ts';
import { findChunkEnd, type KnownRow, listKnown, rejectRow } from './staging.ts';

export type SaveContext = {
  readonly tx: Transaction;
  readonly by: ImportedBy;
  readonly assignees: Assignees;
  readonly tally: Tally;
  /** Nothing is written: it is only found out what would be. */
  readonly checkOnly: boolean;
  readonly signal: AbortSignal | undefined;
  /** Told of every chunk. */
  readonly onSaved: (rows: number) => void;
};

/** Rows a statement: the first few, since the plans for them are made for what is there before, then many. */
const FIRST_CHUNK = 100;
const LARGEST_CHUNK = 2_500;
const KNOWN_CHUNK = 1_000;

const TOO_MANY: RowFault = {
  type: 'too-many',
  field: 'fields',
  columns: [],
  sentence: `the customer would have more than ${CUSTOM_VALUES_MAXIMUM} custom values`,
};

/** Makes the new customers with their history, by few statements over many rows each. */
export async function saveNew({ tx, by, signal, onSaved }: SaveContext): Promise<void> {
  let after = 0;
  await collectSearchEntries(tx);
  for (let size = FIRST_CHUNK; ; size = Math.min(2 * size, LARGEST_CHUNK)) {
    signal?.throwIfAborted();
    const [chunk] = await findChunkEnd(tx, after, size);
    if (!chunk || chunk.last === null) return;
    await forgetPlans(tx, chunk.count);
    if (!chunk.more) await mergeSearchEntries(tx);
    await createPlanned(tx, by, { after, last: chunk.last });
    await tx.together(checkConstraints(tx));
    after = chunk.last;
    onSaved(chunk.count);
  }
}

/** The people that the file speaks of and that are not here yet, with their history. */
export async function savePeople(
  { tx, by, assignees, tally, checkOnly }: SaveContext,
  ids: Iterable<string | null>,
): Promise<void> {
  const newcomers = assignees.takeNewcomers(ids);
  for (const { name } of newcomers) tally.newPerson(name);
  if (newcomers.length === 0 || checkOnly) return;
  await tx.together([
    insertPeople(tx, by.organisationId, newcomers),
    recordOrganisationActions(tx, { ...by, via: 'import' }, newcomers.map(arrival)),
  ]);
}

const arrival = ({ id, name, code }: Person) => ({
  type: 'person_import' as const,
  subject: { kind: 'person' as const, id, name },
  changes: changesOfNew({ name, code, ...NEWCOMER }),
  operationId: arrivedOperation(id),
});

/** Goes through the rows whose customer is here: changes them where `update` says so, and restores what was undone. */
export async function saveKnown(context: SaveContext, update: boolean): Promise<void> {
  const { tx, by, signal, onSaved } = context;
  for (let after = 0; ; ) {
    signal?.throwIfAborted();
    const rows = await listKnown(tx, after, KNOWN_CHUNK);
    const last = rows.at(-1);
    if (last === undefined) return;
    const existing = await listExisting(
      tx,
      by.organisationId,
      rows.map(({ known }) => known),
    );
    await saveChunk(context, rows, new Map(existing.map((one) => [one.id, one])), update);
    after = last.row;
    onSaved(rows.length);
  }
}

async function saveChunk(
  context: SaveContext,
  rows: readonly KnownRow[],
  existing: ReadonlyMap<string, ExistingRow>,
  update: boolean,
): Promise<void> {
  const { tx, by, tally, checkOnly } = context;
  const changed: ChangedRow[] = [];
  const actions: ImportAction[] = [];
  for (const row of rows) {
    const found = existing.get(row.known);
    const plan = found && planChange(row, found, update);
    if (!found || !plan || plan.changes.length === 0) {
      tally.unchanged(1);
    } else if (row.statusFault && plan.changes.some(({ field }) => field === 'status')) {
      await reject(context, row.row, row.statusFault);
    } else if (hasTooManyValues(found.fields, plan.state.fields)) {
      await reject(context, row.row, TOO_MANY);
    } else {
      const version = found.version + 1;
      const operation = plan.kind === 'restored' ? restoredOperation : updatedOperation;
      changed.push({ id: found.id, ...plan.state });
      actions.push({
        id: row.actionId,
        customerId: found.id,
        customerVersion: version,
        changes: plan.changes,
        operationId: operation(row.identity, version),
      });
      const { status, assignedTo } = plan.state;
      tally.written(plan.kind, { status, assignee: nameOf(context, assignedTo) });
    }
  }
  await savePeople(
    context,
    changed.map(({ assignedTo }) => assignedTo),
  );
  if (changed.length === 0 || checkOnly) return;
  await forgetPlans(tx, changed.length);
  await updateCustomers(tx, by.organisationId, changed);
  await insertImportActions(tx, by, actions);
  await tx.together(checkConstraints(tx));
}

function planChange(row: KnownRow, existing: ExistingRow, update: boolean) {
  if (existing.isTakenBack) {
    return { kind: 'restored', ...changesOfRestored(row.customer, existing) } as const;
  }
  if (!update) return undefined;
  return { kind: 'updated', ...changesOfExisting(row.customer, new Set(row.given), existing) } as const;
}

async function reject({ tx, tally }: SaveContext, row: number, fault: RowFault): Promise<void> {
  tally.fault(row, fault);
  await rejectRow(tx, row, fault.sentence);
}

export const nameOf = ({ assignees }: SaveContext, id: string | null): string | null =>
  id === null ? null : assignees.nameOf(id);
