import { customFields } from '@caseload/shared/customers/customer.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { newId } from '../newId.ts';
import type { Assignees } from './assignees.ts';
import {
  changesOfExisting,
  changesOfNew,
  type Incoming,
  newRow,
  operationOf,
  rowIdentity,
} from './incoming.ts';
import {
  checkConstraints,
  findImportedIds,
  findOperations,
  type ImportAction,
  insertCustomers,
  insertImportActions,
  insertPeople,
  lockImported,
  updateCustomers,
  type ChangedRow,
  type NewRow,
} from './queries.ts';
import type { CsvRow } from './readCsv.ts';
import type { Candidate, Rejection } from './readRow.ts';
import type { Tally } from './report.ts';

export type ImportContext = {
  readonly tx: Transaction;
  readonly organisationId: string;
  readonly actorId: string;
  readonly existing: 'skip' | 'update';
  readonly hasExternalIds: boolean;
  readonly readRow: (row: CsvRow) => Candidate | Rejection;
  readonly assignees: Assignees;
  /** How often each external id, or digest of a row, was met so far. */
  readonly seen: Map<string, number>;
  readonly tally: Tally;
  readonly reject: (row: CsvRow, reason: string) => Promise<void>;
};

/** What a chunk comes to: rows to insert and to update, and an action for each. */
type Writes = {
  readonly inserts: NewRow[];
  readonly updates: ChangedRow[];
  readonly actions: ImportAction[];
};

/** Imports one chunk of rows with a handful of statements, however many rows it has. */
export async function importChunk(context: ImportContext, rows: readonly CsvRow[]): Promise<void> {
  const incoming = await sortOut(context, rows);
  const writes: Writes = { inserts: [], updates: [], actions: [] };
  if (context.existing === 'update') await planWithUpdates(context, incoming, writes);
  else await planInserts(context, incoming, writes);
  await save(context, writes);
}

async function sortOut(context: ImportContext, rows: readonly CsvRow[]): Promise<Incoming[]> {
  const incoming: Incoming[] = [];
  for (const row of rows) {
    context.tally.row();
    const read = context.readRow(row);
    const accepted = 'reason' in read ? read : accept(context, read);
    if ('reason' in accepted) await context.reject(row, accepted.reason);
    else incoming.push(accepted);
  }
  return incoming;
}

function accept({ seen, assignees }: ImportContext, candidate: Candidate): Incoming | { reason: string } {
  const { externalId } = candidate.customer;
  if (externalId !== null && seen.has(externalId)) {
    return { reason: `externalId: "${externalId}" stands in an earlier row too` };
  }
  const assignment = candidate.assignee ? assignees.resolve(candidate.assignee) : { person: null };
  if ('reason' in assignment) return { reason: `assignedTo: ${assignment.reason}` };
  const { digest, identity } =
    externalId === null ? rowIdentity(candidate.cells, seen) : { digest: externalId, identity: externalId };
  seen.set(digest, (seen.get(digest) ?? 0) + 1);
  return { candidate, person: assignment.person, identity };
}

async function planInserts(
  context: ImportContext,
  incoming: readonly Incoming[],
  writes: Writes,
): Promise<void> {
  const known = await findKnown(context, incoming);
  for (const one of incoming) {
    if (known.has(one.identity)) context.tally.unchanged();
    else planInsert(context, one, writes);
  }
}

/** Which of the rows an earlier import brought in. */
async function findKnown(
  { tx, organisationId, hasExternalIds }: ImportContext,
  incoming: readonly Incoming[],
): Promise<ReadonlySet<string | null>> {
  if (hasExternalIds) {
    const ids = incoming.map(({ identity }) => identity);
    return findImportedIds(tx, organisationId, ids);
  }
  const operations = incoming.map((one) => operationOf(one, 1));
  const found = await findOperations(tx, organisationId, operations);
  return new Set(incoming.filter((one) => found.has(operationOf(one, 1))).map(({ identity }) => identity));
}

async function planWithUpdates(
  context: ImportContext,
  incoming: readonly Incoming[],
  writes: Writes,
): Promise<void> {
  const ids = incoming.map(({ identity }) => identity);
  const locked = await lockImported(context.tx, context.organisationId, ids);
  const known = new Map(locked.map((existing) => [existing.externalId, existing]));
  for (const one of incoming) {
    const existing = known.get(one.identity);
    if (existing === undefined) {
      planInsert(context, one, writes);
      continue;
    }
    const { state, changes } = changesOfExisting(one, existing);
    if (changes.length === 0) {
      context.tally.unchanged();
    } else if (!customFields.safeParse(state.fields).success) {
      await context.reject(one.candidate, 'the customer would have more than 50 custom values');
    } else {
      const version = existing.version + 1;
      writes.updates.push({ id: existing.id, ...state });
      writes.actions.push(actionOf(one, existing.id, version, changes));
      context.tally.written('updated', { status: state.status, assignee: one.person?.name ?? null });
    }
  }
}

function planInsert(context: ImportContext, one: Incoming, writes: Writes): void {
  const row = newRow(one, newId());
  writes.inserts.push(row);
  writes.actions.push(actionOf(one, row.id, 1, changesOfNew(row)));
  context.tally.written('created', { status: row.status, assignee: one.person?.name ?? null });
}

function actionOf(
  one: Incoming,
  customerId: string,
  customerVersion: number,
  changes: ImportAction['changes'],
): ImportAction {
  return {
    id: newId(),
    customerId,
    customerVersion,
    changes,
    operationId: operationOf(one, customerVersion),
  };
}

async function save(context: ImportContext, { inserts, updates, actions }: Writes): Promise<void> {
  const { tx, organisationId, actorId, assignees, tally } = context;
  const newcomers = assignees.takeNewcomers([...inserts, ...updates].map(({ assignedTo }) => assignedTo));
  for (const { name } of newcomers) tally.newPerson(name);
  if (newcomers.length > 0) await insertPeople(tx, organisationId, newcomers);
  if (inserts.length > 0) await insertCustomers(tx, organisationId, inserts);
  if (updates.length > 0) await updateCustomers(tx, organisationId, updates);
  if (actions.length === 0) return;
  await insertImportActions(tx, organisationId, actorId, actions);
  await checkConstraints(tx);
}
