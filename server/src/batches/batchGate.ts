import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { busy } from '../http/problemError.ts';

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

export function makeBatchGate({ atOnce = AT_ONCE, waitMs = WAIT_MS } = {}): BatchGate {
  const waiting: Array<() => void> = [];
  let free = atOnce;

  const place = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(patience);
        resolve();
      };
      const patience = setTimeout(() => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(busy(RETRY_SECONDS, new Error('too many batches at once')));
      }, waitMs);
      waiting.push(enter);
    });

  return {
    async run(task) {
      // Batches have the limits that stand here and beside their transactions.
      currentDeadline()?.lift();
      if (free > 0) free -= 1;
      else await place();
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}
