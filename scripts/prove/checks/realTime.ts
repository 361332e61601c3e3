import type { Evidence } from '../evidence/evidence.ts';
import type { Call } from '../history/call.ts';
import { causesIn } from './causes.ts';
import type { Check, Violation } from './check.ts';
import { type Known, knownBefore, timelineOf } from './timeline.ts';

type Seen = { readonly version: number; readonly call: Call };

/**
 * What somebody was told is so for everybody who asks afterwards: no later answer shows an older version, and a
 * write that was begun later made a later version and stands behind it in the trail.
 */
export const realTime: Check = {
  name: 'real time',
  promise:
    'what was answered holds for whoever asks afterwards: no answer shows an older state than one before it',
  run: (evidence) => {
    const violations: Violation[] = [];
    let checked = 0;
    const made = versionsMade(evidence);
    for (const [id, seen] of versionsSeen(evidence)) {
      const timeline = timelineOf([
        ...seen.map(({ version, call }) => ({ at: call.answeredAt, value: version, line: call.line })),
        ...(made.get(id) ?? []),
      ]);
      for (const { version, call } of seen) {
        checked += 1;
        const before = knownBefore(timeline, call.sentAt);
        if (before !== undefined && before.value > version) {
          violations.push({
            what: `customer ${id} was shown at version ${version} after version ${before.value}`,
            lines: [before.line, call.line],
          });
        }
      }
    }
    return orderOfWrites(evidence, { checked, violations });
  },
};

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
function versionsSeen({ history }: Evidence): Map<string, Seen[]> {
  const found = new Map<string, Seen[]>();
  const add = (id: string, one: Seen) => {
    const list = found.get(id);
    if (list) list.push(one);
    else found.set(id, [one]);
  };
  for (const call of history.calls) {
    const { customer, actions } = call.seen;
    if (customer) add(customer.id, { version: customer.version, call });
    if (call.meaning.kind !== 'readTrail' || actions === undefined) continue;
    const version = Math.max(0, ...actions.map((action) => action.version ?? 0));
    // A page full of comments says nothing of the version.
    if (version > 0) add(call.meaning.customer, { version, call });
  }
  return found;
}

function orderOfWrites(
  evidence: Evidence,
  { checked, violations }: { checked: number; violations: Violation[] },
) {
  const causeOf = causesIn(evidence);
  const byCustomer = Map.groupBy(evidence.actions, ({ customer }) => customer);
  let writes = 0;
  for (const [id, actions] of byCustomer) {
    const caused = actions.flatMap((action) => {
      const cause = causeOf(action);
      return cause ? [{ action, cause, line: cause.calls[0]?.line ?? 0 }] : [];
    });
    const timeline = timelineOf(
      caused.map(({ action, cause, line }): Known => ({ at: cause.knownAt, value: action.position, line })),
    );
    for (const { action, cause, line } of caused) {
      writes += 1;
      const before = knownBefore(timeline, cause.sentAt);
      if (before !== undefined && before.value >= action.position) {
        violations.push({
          what: `customer ${id}: ${action.type} ${action.id} stands before what was acknowledged before it was sent`,
          lines: [before.line, line],
        });
      }
    }
  }
  return { checked: checked + writes, violations };
}
