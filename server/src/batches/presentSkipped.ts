import type { SkippedCustomer, SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';

type Row = {
  readonly id: string;
  readonly name: string | null;
  readonly reason: SkipReason | null;
  readonly changedBy: { readonly id: string; readonly name: string } | null;
  readonly changedAt: string | null;
};

/** Items that were left as they are, as the contract has them. */
export function presentSkipped(rows: readonly Row[]): SkippedCustomer[] {
  return rows.flatMap(({ reason, changedBy, ...row }) =>
    reason === null ? [] : [{ ...row, reason, changedBy: changedBy && { ...changedBy } }],
  );
}
