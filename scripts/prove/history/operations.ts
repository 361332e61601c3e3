import type { Call } from './call.ts';

/**
 * What is known of a write in the end. `acknowledged`: it was answered 2xx. `refused`: it was answered that it
 * was not done, and no earlier try can have done it. `unknown`: neither.
 */
type Verdict = 'acknowledged' | 'refused' | 'unknown';

/** One write as its client meant it, with every time it was sent. */
export type Operation = {
  readonly id: string;
  readonly calls: readonly Call[];
  readonly meaning: Call['meaning'];
  readonly organisation: string;
  readonly sentAt: number;
  /** When the client first knew; infinity when it never did. */
  readonly knownAt: number;
  readonly verdict: Verdict;
  /** The answer that decided. */
  readonly decision: Call | undefined;
};

export const isAcknowledged = (call: Call): boolean =>
  call.status !== undefined && call.status >= 200 && call.status < 300;

/** 503 and 504 may come after the write was sent to the database, and no answer may mean anything. */
export const isUncertain = (call: Call): boolean => call.status === undefined || call.status >= 500;

// Who may not ask is told so before anybody looks for the operation, so these say nothing about an earlier try.
const SAYS_NOTHING_OF_EARLIER: ReadonlySet<number> = new Set([401, 403, 429]);

/** Whether the answer settles the operation, given whether an earlier try may have been done. */
export function settles(call: Call, mayBeDone: boolean): boolean {
  if (isUncertain(call)) return false;
  return isAcknowledged(call) || !mayBeDone || !SAYS_NOTHING_OF_EARLIER.has(call.status ?? 0);
}

/** The writes of a history, by operation id, in the order they were first sent. */
export function operationsOf(calls: readonly Call[]): Map<string, Operation> {
  const groups = new Map<string, Call[]>();
  for (const call of calls) {
    if (call.operation === '') continue;
    const group = groups.get(call.operation);
    if (group) group.push(call);
    else groups.set(call.operation, [call]);
  }
  return new Map(
    [...groups].map(([id, group]) => [
      id,
      operationOf(
        id,
        group.toSorted((a, b) => a.sentAt - b.sentAt),
      ),
    ]),
  );
}

function operationOf(id: string, calls: readonly Call[]): Operation {
  let mayBeDone = false;
  let decision: Call | undefined;
  for (const call of calls) {
    if (settles(call, mayBeDone)) {
      decision = call;
      break;
    }
    mayBeDone ||= isUncertain(call);
  }
  const [first] = calls;
  if (first === undefined) throw new RangeError('an operation without a call');
  return {
    id,
    calls,
    meaning: first.meaning,
    organisation: first.organisation,
    sentAt: first.sentAt,
    knownAt: decision?.answeredAt ?? Number.POSITIVE_INFINITY,
    verdict: decision === undefined ? 'unknown' : isAcknowledged(decision) ? 'acknowledged' : 'refused',
    decision,
  };
}
