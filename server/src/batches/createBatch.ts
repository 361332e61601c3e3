import { type Batch, BATCH_MAXIMUM, type BatchMode } from '@caseload/shared/batches/batch.ts';
import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import { violatedConstraint } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customerListOf, refuseUnknownStatuses, timeZoneOf } from '../assignedWork/customerList.ts';
import { listCustomers } from '../assignedWork/queries.ts';
import { type Operation, refuseOtherRequest } from '../customerActions/operation.ts';
import { invalid } from '../http/problemError.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { applyPlan } from './applyBatch.ts';
import { BATCH_DEADLINE_MS } from './batchDeadline.ts';
import { inChunks } from './inChunks.ts';
import { leftAsTheyAre } from './leftAsTheyAre.ts';
import { loadsOf, type PlannedItem, planItems, type SelectedRow, type Wish } from './planBatch.ts';
import { presentBatch } from './presentBatch.ts';
import { insertItems, type ItemRow } from './itemQueries.ts';
import {
  type BatchPerson,
  type BatchRow,
  countOpen,
  findBatchOfOperation,
  insertBatch,
  listPeople,
  listRows,
  takeTime,
} from './queries.ts';

export type BatchRequest = {
  readonly kind: Batch['kind'];
  readonly customers?: ReadonlyArray<{ readonly id: string; readonly updatedAt: string }>;
  readonly filter?: CustomerFilter;
  readonly timeZone?: string;
  readonly mode: BatchMode;
  readonly dryRun: boolean;
  /** Whether archived customers are changed as the others are; they are skipped unless this is said. */
  readonly archivedToo?: boolean;
  /** Whoever may get customers; nobody of the organisation by that id is a fault at its place in the body. */
  readonly targets: ReadonlyArray<{ readonly id: string; readonly pointer: string }>;
  /** `open`: how many open customers each target and each present assignee holds. */
  readonly wishOf: (rows: readonly BatchRow[], open: ReadonlyMap<string, number>) => Wish;
};

export type CreatedBatch = { readonly batch: Batch; readonly replayed: boolean };

/**
 * Plans a batch, keeps the plan, and (unless it is a dry run) carries it out in the same transaction. Under an
 * operation id that was used before it answers with the batch of that time.
 */
export async function createBatch(
  database: Database,
  actor: Actor,
  operation: Operation,
  request: BatchRequest,
): Promise<CreatedBatch> {
  const { organisationId } = actor;
  const work = async (tx: Transaction): Promise<CreatedBatch> => {
    // `mayRepeat` alone would miss the kernel's own second run, so the operation is always looked up.
    const [, [earlier]] = await tx.together([
      takeTime(tx),
      findBatchOfOperation(tx, organisationId, operation.id),
    ]);
    if (earlier) {
      refuseOtherRequest(operation, earlier);
      return { batch: await presentBatch(tx, actor, earlier.id), replayed: true };
    }
    return { batch: await createBatchWithin(tx, actor, operation, request), replayed: false };
  };
  const run = () =>
    database.write({ organisationId }, work, { repeatable: true, deadlineMs: BATCH_DEADLINE_MS });
  try {
    return await run();
  } catch (error) {
    // The same press came twice at the same moment: the other one was first, and is found now.
    if (violatedConstraint(error) !== 'batches_operation_key') throw error;
    return run();
  }
}

/** The same as a part of a transaction that does more, which has taken its time and looked for an earlier run. */
export async function createBatchWithin(
  tx: Transaction,
  actor: Actor,
  operation: Operation,
  request: BatchRequest,
): Promise<Batch> {
  const { organisationId } = actor;
  const { mode, dryRun } = request;
  const batchId = newId();
  const items = await plan(tx, actor, operation, batchId, request);
  const planned = items.filter(({ reason }) => reason === null);
  const left = items.flatMap(({ customerId, reason }) => (reason === null ? [] : { customerId, reason }));
  const keep = (rows: readonly ItemRow[]) => insertItems(tx, organisationId, batchId, rows);
  if (dryRun) {
    const skipped = await leftAsTheyAre(tx, organisationId, left, 'skipped');
    for (const chunk of inChunks([...planned.map(asItem), ...skipped])) await keep(chunk);
  } else {
    await applyPlan(tx, { actor, operation, batchId, mode, planned, left, wasShown: false, keep });
  }
  return presentBatch(tx, actor, batchId);
}

const asItem = (planned: PlannedItem): ItemRow => ({
  ...planned,
  outcome: 'planned',
  changedBy: null,
  changedAt: null,
});

async function plan(
  tx: Transaction,
  actor: Actor,
  operation: Operation,
  batchId: string,
  request: BatchRequest,
): Promise<PlannedItem[]> {
  const { organisationId } = actor;
  const selected = await select(tx, actor, request);
  const rows = selected.flatMap(({ row }) => row ?? []);
  const concerned = new Set([
    ...request.targets.map(({ id }) => id),
    ...rows.flatMap(({ assignedTo }) => assignedTo ?? []),
  ]);
  const [listed, counted] = await tx.together([
    listPeople(tx, organisationId),
    countOpen(tx, organisationId, [...concerned], openStatusesOf(actor)),
  ]);
  const people = new Map(listed.map((person) => [person.id, person]));
  refuseUnknownTargets(request.targets, people);
  const open = new Map([...concerned].map((id) => [id, 0]));
  for (const one of counted) open.set(one.id, one.open);
  const items = planItems(selected, request.wishOf(rows, open), people, request.archivedToo);
  await insertBatch(tx, {
    organisationId,
    id: batchId,
    kind: request.kind,
    mode: request.mode,
    createdBy: actor.id,
    loads: loadsOf(items, { rows, people, open, isOpen: openIn(actor) }),
    operationId: operation.id,
    operationHash: operation.hash,
  });
  return items;
}

async function select(tx: Transaction, actor: Actor, request: BatchRequest): Promise<SelectedRow[]> {
  const { organisationId } = actor;
  if (request.filter !== undefined) {
    const rows = await listMatching(tx, actor, request.filter, request.timeZone);
    if (rows.length === 0) throw refused('/filter', 'no customer matches');
    if (rows.length > BATCH_MAXIMUM) throw refused('/filter', `more than ${BATCH_MAXIMUM} customers match`);
    return rows.map((row) => ({ id: row.id, row }));
  }
  const wanted = request.customers ?? [];
  const found = await listRows(
    tx,
    organisationId,
    wanted.map(({ id }) => id),
  );
  const rows = new Map(found.map((row) => [row.id, row]));
  return wanted.map(({ id, updatedAt }) => ({ id, row: rows.get(id), seenAs: updatedAt }));
}

/** In the order of due dates, which is the order a split deals them out in. */
function listMatching(
  tx: Transaction,
  actor: Actor,
  filter: CustomerFilter,
  asked: string | undefined,
): Promise<BatchRow[]> {
  const asker = { actor, now: new Date(), timeZone: timeZoneOf(asked, actor) };
  refuseUnknownStatuses(filter, asker, { in: 'body', pointer: '/filter/status' });
  const page = { after: undefined, rows: BATCH_MAXIMUM + 1, withNotes: false };
  return Promise.resolve(listCustomers(tx, customerListOf(filter, 'dueAt', asker), page));
}

function refuseUnknownTargets(
  targets: BatchRequest['targets'],
  people: ReadonlyMap<string, BatchPerson>,
): void {
  const unknown = targets.filter(({ id }) => !people.has(id));
  if (unknown.length > 0)
    throw invalid(unknown.map(({ pointer }) => fault(pointer, 'is nobody of this organisation')));
}

const fault = (pointer: string, message: string) => ({ in: 'body', pointer, message }) as const;
const refused = (pointer: string, message: string) => invalid([fault(pointer, message)]);

/** Whether somebody still has to do something for a customer in this state. */
export function openIn(actor: Actor): (row: Pick<BatchRow, 'status' | 'archived'>) => boolean {
  const open = new Set(openStatusesOf(actor));
  return ({ status, archived }) => !archived && open.has(status);
}

const openStatusesOf = ({ organisation }: Actor) =>
  organisation.statuses.filter(({ category }) => category !== 'done').map(({ key }) => key);
