import type { Aftermath } from '../evidence/evidence.ts';
import type { Check } from './check.ts';

/** Memory may be a tenth above what it was, and so much more, which the size of young objects comes and goes by. */
const SHARE = 1.1;
const SLACK_BYTES = 3 * 2 ** 20;

/** When everybody has gone nothing is left open, and memory is back. */
export const aftermath: Check = {
  name: 'aftermath',
  promise: 'afterwards no open transaction, every connection idle, no deadlock, memory back within 10 %',
  run: ({ aftermath: found }) => {
    if (found === undefined) return { checked: 0, violations: [] };
    const faults = [
      ...(found.connections === 0 ? ['the app had no connection to look at after the last request'] : []),
      ...found.openTransactions.map((what) => `${what} after the last request`),
      ...others(found),
    ];
    return { checked: 3, violations: faults.map((what) => ({ what, lines: [] })) };
  },
};

function others({ deadlocks, memoryBefore, memoryAfter }: Aftermath): string[] {
  const limit = memoryBefore.used * SHARE + SLACK_BYTES;
  return [
    ...(deadlocks > 0 ? [`${deadlocks} deadlocks`] : []),
    ...(memoryAfter.used > limit
      ? [`the app holds ${megabytes(memoryAfter.used)}, before the faults ${megabytes(memoryBefore.used)}`]
      : []),
  ];
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
