import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { countItems, listSets, listSkipped } from './itemQueries.ts';
import { findBatch } from './queries.ts';

const CHANGED = { preview: 'planned', applied: 'changed', undone: 'undone' } as const;
/** What was set and then kept by somebody else’s change was set all the same. */
const SETS = { preview: ['planned'], applied: ['changed'], undone: ['undone', 'kept'] } as const;
const LEFT = { preview: 'skipped', applied: 'skipped', undone: 'kept' } as const;

/** A batch as it stands, with everything it left alone. */
export async function presentBatch(tx: Transaction, actor: Actor, id: string): Promise<Batch> {
  const [batch] = await findBatch(tx, actor.organisationId, id);
  if (!batch) throw notFound('There is no such batch.');
  return presentBatchIn(batch.state, tx, actor, id);
}

/** The same in one round trip, for those who know how it stands. */
export async function presentBatchIn(
  state: Batch['state'],
  tx: Transaction,
  { organisationId }: Actor,
  id: string,
): Promise<Batch> {
  const [[batch], [counted], sets, skipped] = await tx.together([
    findBatch(tx, organisationId, id),
    countItems(tx, organisationId, id, CHANGED[state]),
    listSets(tx, organisationId, id, SETS[state]),
    listSkipped(tx, organisationId, id, LEFT[state]),
  ]);
  if (!batch) throw notFound('There is no such batch.');
  return { ...batch, changed: counted?.count ?? 0, sets, skipped };
}
