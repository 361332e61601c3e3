import type { SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { type ItemRow } from './itemQueries.ts';
import { listLastChanges } from './queries.ts';

export type Left = { readonly customerId: string; readonly reason: SkipReason };

/** The items that a batch leaves alone, with who changed the customer last where that is the reason. */
export async function leftAsTheyAre(
  tx: Transaction,
  organisationId: string,
  left: readonly Left[],
  outcome: 'skipped' | 'kept',
): Promise<ItemRow[]> {
  const changed = left.filter(({ reason }) => reason === 'changed').map(({ customerId }) => customerId);
  const found = changed.length > 0 ? await listLastChanges(tx, organisationId, changed) : [];
  const last = new Map(found.map((one) => [one.customerId, one]));
  return left.map(({ customerId, reason }) => ({
    customerId,
    outcome,
    reason,
    version: null,
    changes: [],
    changedBy: last.get(customerId)?.changedBy ?? null,
    changedAt: last.get(customerId)?.changedAt ?? null,
  }));
}
