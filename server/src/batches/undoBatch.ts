import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { Operation } from '../customerActions/operation.ts';
import { forgetPlans } from '../customers/manyRows.ts';
import { invalid, notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { BATCH_DEADLINE_MS } from './batchDeadline.ts';
import { changeLocked } from './changeLocked.ts';
import { inChunks } from './inChunks.ts';
import { leftAsTheyAre } from './leftAsTheyAre.ts';
import { lockAndJudge } from './lockAndJudge.ts';
import { presentBatch } from './presentBatch.ts';
import { type ItemRow, listItems, updateItems } from './itemQueries.ts';
import { lockBatch, markUndone, takeTime } from './queries.ts';

/**
 * Takes a batch back as one unit, however long ago it was: every customer that nobody changed since gets what it
 * had before, as a change of its own; the others, and those of somebody who has left since, stay as they are and
 * are reported.
 */
export async function undoBatch(
  database: Database,
  actor: Actor,
  operation: Operation,
  id: string,
): Promise<Batch> {
  const { organisationId } = actor;
  const work = async (tx: Transaction): Promise<Batch> => {
    const [, [batch]] = await tx.together([takeTime(tx), lockBatch(tx, organisationId, id)]);
    if (!batch) throw notFound('There is no such batch.');
    if (batch.state === 'preview') {
      throw invalid([{ in: 'path', pointer: '/id', message: 'was never applied: there is nothing to undo' }]);
    }
    if (batch.state === 'applied') await undoApplied(tx, actor, operation, id);
    return presentBatch(tx, actor, id);
  };
  return database.write({ organisationId }, work, { repeatable: true, deadlineMs: BATCH_DEADLINE_MS });
}

/** Why a batch is not undone at all, by what leaves every customer of it as it is. */
const ALL_LEFT: Readonly<Partial<Record<SkipReason, string>>> = {
  'inactive-target':
    'would give its customers back to people who are not active any more: reactivate them first',
  'archived-status': 'would give its customers back a status that is archived: bring it into use first',
};

const allLeft = (message: string) => invalid([{ in: 'path', pointer: '/id', message }]);

async function undoApplied(
  tx: Transaction,
  actor: Actor,
  operation: Operation,
  batchId: string,
): Promise<void> {
  const { organisationId } = actor;
  const items = await listItems(tx, organisationId, batchId, 'changed');
  await forgetPlans(tx, items.length);
  const back = items.map((item) => ({ ...item, changes: item.changes.map(reversed) }));
  // Who has left meanwhile gets nothing back, and what is out of use is given to nobody.
  const { due, left: kept } = await lockAndJudge(tx, organisationId, back);
  // Undone is undone: rather not at all, while it can still be taken back later.
  const obstacle = kept.map(({ reason }) => ALL_LEFT[reason]).find((message) => message !== undefined);
  if (due.length === 0 && obstacle !== undefined) throw allLeft(obstacle);
  const keep = (rows: readonly ItemRow[]) => updateItems(tx, organisationId, batchId, rows);
  for (const chunk of inChunks(await leftAsTheyAre(tx, organisationId, kept, 'kept'))) await keep(chunk);
  const ending = markUndone(tx, organisationId, batchId, actor.id);
  await changeLocked(tx, { actor, operation, batchId, due, outcome: 'undone', keep, ending });
}

const reversed = ({ field, from, to }: FieldChange): FieldChange => ({ field, from: to, to: from });
