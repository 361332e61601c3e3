import type { Evidence } from '../evidence/evidence.ts';
import { causesIn } from './causes.ts';
import type { Check, Violation } from './check.ts';
import { timelinesOf, versionsSeen } from './knownVersions.ts';
import { type Known, knownBefore, timelineOf } from './timeline.ts';

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
    const seenOf = versionsSeen(evidence);
    for (const [id, timeline] of timelinesOf(evidence, seenOf)) {
      for (const { version, call } of seenOf.get(id) ?? []) {
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
