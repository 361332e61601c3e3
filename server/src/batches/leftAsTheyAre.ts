import type { SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { type ItemChange, listLastChanges } from './queries.ts';

/** The items that a batch leaves alone, with who changed the customer last where that is the reason. */
export async function leftAsTheyAre(
  tx: Transaction,
  organisationId: string,
  left: ReadonlyArray<{ readonly customerId: string; readonly reason: SkipReason }>,
  outcome: 'skipped' | 'kept',
): Promise<ItemChange[]> {
  const changed = left.filter(({ reason }) => reason === 'changed').map(({ customerId }) => customerId);
  const found = changed.length > 0 ? await listLastChanges(tx, organisationId, changed) : [];
  const last = new Map(found.map((one) => [one.customerId, one]));
  return left.map(({ customerId, reason }) => ({
    customerId,
    outcome,
    reason,
    version: null,
    changedBy: last.get(customerId)?.changedBy ?? null,
    changedAt: last.get(customerId)?.changedAt ?? null,
  }));
}
