import type { Evidence } from '../evidence/evidence.ts';
import type { Call } from '../history/call.ts';
import { causesIn } from './causes.ts';
import { type Known, type Timeline, timelineOf } from './timeline.ts';

type Seen = { readonly version: number; readonly call: Call };

/** From when on which version of each customer is known to have been there: it was acknowledged, or shown to anybody. */
export function timelinesOf(
  evidence: Evidence,
  seenOf: ReadonlyMap<string, readonly Seen[]>,
): Map<string, Timeline> {
  const made = versionsMade(evidence);
  const ids = new Set([...seenOf.keys(), ...made.keys()]);
  return new Map(
    [...ids].map((id) => {
      const shown = (seenOf.get(id) ?? []).map(
        ({ version, call }): Known => ({ at: call.answeredAt, value: version, line: call.line }),
      );
      return [id, timelineOf([...shown, ...(made.get(id) ?? [])])];
    }),
  );
}

/** Every version that an acknowledged write made: the answer to a batch names none, and is held to them all the same. */
function versionsMade(evidence: Evidence): Map<string, Known[]> {
  const causeOf = causesIn(evidence);
  const found = new Map<string, Known[]>();
  for (const action of evidence.actions) {
    const cause = causeOf(action);
    if (action.version === null || cause?.verdict !== 'acknowledged') continue;
    const known = { at: cause.knownAt, value: action.version, line: cause.decision?.line ?? 0 };
    const list = found.get(action.customer);
    if (list) list.push(known);
    else found.set(action.customer, [known]);
  }
  return found;
}

/** Every version of a customer that an answer spoke of. */
export function versionsSeen({ history }: Evidence): Map<string, Seen[]> {
  const found = new Map<string, Seen[]>();
  const add = (id: string, one: Seen) => {
    const list = found.get(id);
    if (list) list.push(one);
    else found.set(id, [one]);
  };
  for (const call of history.calls) {
    const { customer, actions, page } = call.seen;
    if (customer) add(customer.id, { version: customer.version, call });
    for (const { id, version } of page?.rows ?? []) add(id, { version, call });
    if (call.meaning.kind !== 'readTrail' || actions === undefined) continue;
    const version = Math.max(0, ...actions.map((action) => action.version ?? 0));
    // A page full of comments says nothing of the version.
    if (version > 0) add(call.meaning.customer, { version, call });
  }
  return found;
}
