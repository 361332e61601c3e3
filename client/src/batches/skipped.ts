import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { SkippedCustomer, SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';

/** Those that are already as wanted, or gone, need nobody's care any more. */
const SETTLED: ReadonlySet<SkipReason> = new Set(['unchanged', 'not-found']);

/** Customers that were to change and did not: they stay selected. */
export function failedOf(skipped: readonly SkippedCustomer[]): readonly SkippedCustomer[] {
  return skipped.filter(({ reason }) => !SETTLED.has(reason));
}

/** Customers because of which a batch that changes all or nothing changes nothing. */
export function stoppingOf({ mode, skipped }: Pick<Batch, 'mode' | 'skipped'>): readonly SkippedCustomer[] {
  return mode === 'all-or-nothing' ? skipped.filter(({ reason }) => reason !== 'unchanged') : [];
}

export type SkippedGroup = {
  readonly reason: SkipReason;
  readonly customers: readonly SkippedCustomer[];
};

/** By reason, those that need care first. */
export function groupSkipped(skipped: readonly SkippedCustomer[]): readonly SkippedGroup[] {
  return [...Map.groupBy(skipped, ({ reason }) => reason)]
    .map(([reason, customers]) => ({ reason, customers }))
    .toSorted((a, b) => Number(SETTLED.has(a.reason)) - Number(SETTLED.has(b.reason)));
}
