import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { Gate } from '../http/gate.ts';

/** Each holds a connection and thousands of row locks for seconds. */
const AT_ONCE = 6;
/** Further ones wait in line, and not longer than a person would. */
const WAIT_MS = 20_000;
const RETRY_SECONDS = 5;

/** Lets a few batches run at once; the others wait in the order they came. */
export type BatchGate = {
  /** Throws `busy` when no place came free in time; the task was then not begun. */
  run<T>(task: () => Promise<T>): Promise<T>;
};

export function makeBatchGate(): BatchGate {
  const gate = new Gate({ atOnce: AT_ONCE, waitMs: () => WAIT_MS, retryAfterSeconds: RETRY_SECONDS });
  return {
    run(task) {
      // Batches have the limits that stand here and beside their transactions.
      currentDeadline()?.lift();
      return gate.run(task);
    },
  };
}
