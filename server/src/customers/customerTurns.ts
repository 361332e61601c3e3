import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { Gate } from '../http/gate.ts';

/** With one alone the row would stand unused between two of them: the second waits for its lock meanwhile. */
const AT_ONCE = 2;
/** For whoever has no deadline of their own. */
const WAIT_MS = 5_000;

/** Runs what changes a customer when it is its turn. Throws `busy` when that does not come in time. */
export type CustomerTurns = <T>(
  organisationId: string,
  customerId: string,
  change: () => Promise<T>,
) => Promise<T>;

/**
 * Lets those who change the same customer take turns here. Waiting for the row lock each of them would hold a
 * connection, and everybody else would have to wait for theirs.
 */
export function makeCustomerTurns(): CustomerTurns {
  const gates = new Map<string, Gate>();
  const waitMs = () => currentDeadline()?.leftMs ?? WAIT_MS;
  return async (organisationId, customerId, change) => {
    const key = `${organisationId}/${customerId}`;
    const gate = gates.get(key) ?? new Gate({ atOnce: AT_ONCE, waitMs });
    gates.set(key, gate);
    try {
      return await gate.run(change);
    } finally {
      if (gate.isEmpty && gates.get(key) === gate) gates.delete(key);
    }
  };
}
