import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { SkippedCustomer } from '@caseload/shared/batches/skippedCustomer.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { Operation } from '../customerActions/operation.ts';
import { forgetPlans } from '../customers/manyRows.ts';
import { notFound, ProblemError } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { BATCH_DEADLINE_MS } from './batchDeadline.ts';
import { changeLocked, type LockedWork } from './changeLocked.ts';
import { inChunks } from './inChunks.ts';
import { type Left, leftAsTheyAre } from './leftAsTheyAre.ts';
import { lockAndJudge, type WantedChange } from './lockAndJudge.ts';
import { presentBatch } from './presentBatch.ts';
import { type ItemRow, listItems, listSkipped, updateItems } from './itemQueries.ts';
import { lockBatch, markApplied, takeTime } from './queries.ts';

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
    if (batch.state === 'preview') {
      const { mode } = batch;
      const planned = await listItems(tx, organisationId, id, 'planned');
      const keep = (items: readonly ItemRow[]) => updateItems(tx, organisationId, id, items);
      await applyPlan(tx, { actor, operation, batchId: id, mode, planned, left: [], wasShown: true, keep });
    }
    return presentBatch(tx, actor, id);
  };
  return database.write({ organisationId }, work, { repeatable: true, deadlineMs: BATCH_DEADLINE_MS });
}

export type Plan = {
  readonly actor: Actor;
  readonly operation: Operation;
  readonly batchId: string;
  readonly mode: Batch['mode'];
  readonly planned: readonly WantedChange[];
  /** What the plan leaves alone and what is not kept yet. */
  readonly left: readonly Left[];
  /** Whether it was shown before it was applied: what it left alone then is kept already. */
  readonly wasShown: boolean;
  readonly keep: LockedWork['keep'];
};

/**
 * Changes every customer that is still as the plan found it. The rows are locked in the order of their ids, then
 * judged, so that what was shown is what is done, and two batches over the same customers take turns.
 */
export async function applyPlan(tx: Transaction, plan: Plan): Promise<void> {
  const { actor, batchId, mode, planned, keep } = plan;
  const { organisationId } = actor;
  await forgetPlans(tx, planned.length);
  const { due, left } = await lockAndJudge(tx, organisationId, planned);
  const skipped = await leftAsTheyAre(tx, organisationId, [...plan.left, ...left], 'skipped');
  for (const chunk of inChunks(skipped)) await keep(chunk);
  if (mode === 'all-or-nothing' && (plan.wasShown || skipped.length > 0)) {
    refuseSkipped(await listSkipped(tx, organisationId, batchId));
  }
  const ending = markApplied(tx, organisationId, batchId);
  await changeLocked(tx, { ...plan, due, outcome: 'changed', ending });
}

/** A customer that is already as wanted stops nobody. */
function refuseSkipped(skipped: readonly SkippedCustomer[]): void {
  const stopping = skipped.filter(({ reason }) => reason !== 'unchanged');
  if (stopping.length > 0) throw new ProblemError('batch-refused', { skipped: stopping });
}
