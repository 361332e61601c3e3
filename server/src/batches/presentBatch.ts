import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { presentSkipped } from './presentSkipped.ts';
import { countItems, findBatch, listSets, listSkipped } from './queries.ts';

const CHANGED = { preview: 'planned', applied: 'changed', undone: 'undone' } as const;
/** What was set and then kept by somebody else’s change was set all the same. */
const SETS = { preview: ['planned'], applied: ['changed'], undone: ['undone', 'kept'] } as const;
const LEFT = { preview: 'skipped', applied: 'skipped', undone: 'kept' } as const;

/** A batch as it stands, with everything it left alone. */
export async function presentBatch(tx: Transaction, { organisationId }: Actor, id: string): Promise<Batch> {
  const [batch] = await findBatch(tx, organisationId, id);
  if (!batch) throw notFound('There is no such batch.');
  const [[counted], sets, skipped] = await tx.together([
    countItems(tx, organisationId, id, CHANGED[batch.state]),
    listSets(tx, organisationId, id, SETS[batch.state]),
    listSkipped(tx, organisationId, id, LEFT[batch.state]),
  ]);
  return { ...batch, changed: counted?.count ?? 0, sets, skipped: presentSkipped(skipped) };
}
