import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { Operation } from '../customerActions/operation.ts';
import { forgetPlans } from '../customers/manyRows.ts';
import { notFound, ProblemError } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { BATCH_DEADLINE_MS } from './batchDeadline.ts';
import { changeLocked } from './changeLocked.ts';
import { inChunks } from './inChunks.ts';
import { leftAsTheyAre } from './leftAsTheyAre.ts';
import { lockAndJudge } from './lockAndJudge.ts';
import { presentBatch } from './presentBatch.ts';
import { listItems, listSkipped, lockBatch, markApplied, takeTime, updateItems } from './queries.ts';
import { presentSkipped } from './presentSkipped.ts';

/** Does what a preview showed. Done already, it answers the same again. */
export async function applyBatch(
  database: Database,
  actor: Actor,
  operation: Operation,
  id: string,
): Promise<Batch> {
  const { organisationId } = actor;
  const work = async (tx: Transaction): Promise<Batch> => {
    const [, [batch]] = await tx.together([takeTime(tx), lockBatch(tx, organisationId, id)]);
    if (!batch) throw notFound('There is no such batch.');
    if (batch.state === 'preview') await applyPlanned(tx, actor, operation, id, batch.mode);
    return presentBatch(tx, actor, id);
  };
  return database.write({ organisationId }, work, { repeatable: true, deadlineMs: BATCH_DEADLINE_MS });
}

/**
 * Changes every customer that is still as the plan found it. The rows are locked in the order of their ids, then
 * judged, so that what was shown is what is done, and two batches over the same customers take turns.
 */
export async function applyPlanned(
  tx: Transaction,
  actor: Actor,
  operation: Operation,
  batchId: string,
  mode: Batch['mode'],
): Promise<void> {
  const { organisationId } = actor;
  const planned = await listItems(tx, organisationId, batchId, 'planned');
  await forgetPlans(tx, planned.length);
  const { due, left } = await lockAndJudge(tx, organisationId, planned);
  for (const chunk of inChunks(await leftAsTheyAre(tx, organisationId, left, 'skipped'))) {
    await updateItems(tx, organisationId, batchId, chunk);
  }
  if (mode === 'all-or-nothing') {
    refuseSkipped(await listSkipped(tx, organisationId, batchId, 'skipped'));
  }
  await changeLocked(tx, actor, operation, batchId, due, 'changed', [
    markApplied(tx, organisationId, batchId),
  ]);
}

/** A customer that is already as wanted stops nobody. */
function refuseSkipped(rows: Parameters<typeof presentSkipped>[0]): void {
  const stopping = presentSkipped(rows).filter(({ reason }) => reason !== 'unchanged');
  if (stopping.length > 0) throw new ProblemError('batch-refused', { skipped: stopping });
}
