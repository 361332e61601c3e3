import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { problemOf } from '../api/errors.ts';
import type { CustomerChange } from '../conflicts/customerChange.ts';
import type { ApplyOptions, RowOutcome, RowTrouble } from './rowChanges.ts';

export type Saved = { readonly customer: CustomerSummary; readonly back: CustomerChange };
export type Failed = { readonly row: CustomerSummary; readonly trouble: RowTrouble };

export type RunResult = {
  readonly saved: readonly Saved[];
  readonly failed: readonly Failed[];
  /** Not tried: the run was cancelled, or the server asked to wait. */
  readonly untried: readonly CustomerSummary[];
};

export type RunParts = {
  readonly rows: readonly CustomerSummary[];
  readonly make: (row: CustomerSummary) => CustomerChange;
  readonly apply: (
    row: CustomerSummary,
    change: CustomerChange,
    options: ApplyOptions,
  ) => Promise<RowOutcome>;
  readonly onProgress: (done: number) => void;
  readonly isCancelled: () => boolean;
};

/** More at once would only wait for each other in the server. */
const AT_ONCE = 4;
/** Up to so many show at once what they will be; more show it as the server has it. */
export const MOST_OPTIMISTIC = 25;

/** Changes customers one by one, a few at a time, each as its own versioned change. */
export async function runChanges({
  rows,
  make,
  apply,
  onProgress,
  isCancelled,
}: RunParts): Promise<RunResult> {
  const saved: Saved[] = [];
  const failed: Failed[] = [];
  const untried: CustomerSummary[] = [];
  let isStopped = false;
  const options = { isOptimistic: rows.length <= MOST_OPTIMISTIC };

  async function change(row: CustomerSummary): Promise<void> {
    if (isStopped || isCancelled()) {
      untried.push(row);
      return;
    }
    const outcome = await apply(row, make(row), options);
    if (outcome.kind === 'saved') saved.push({ customer: outcome.customer, back: outcome.back });
    else failed.push({ row, trouble: outcome.trouble });
    if (outcome.kind === 'trouble' && isEndOfRun(outcome.trouble)) isStopped = true;
    onProgress(saved.length + failed.length);
  }

  const queue = rows.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const row of queue) await change(row);
    }),
  );
  return { saved, failed, untried };
}

/** Where one more request would only meet the same answer. */
function isEndOfRun(trouble: RowTrouble): boolean {
  if (trouble.kind !== 'failed') return false;
  const type = problemOf(trouble.error)?.type;
  return type === 'rate-limited' || type === 'unauthenticated';
}
