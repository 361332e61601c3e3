import type { Action, FieldImage } from '../evidence/evidence.ts';
import type { Call, Changes, SeenConflict, Token } from '../history/call.ts';
import { changesByCustomer } from './byCustomer.ts';
import { causesIn, type CauseOf } from './causes.ts';
import type { Check, Violation } from './check.ts';
import { sameValue } from './sameValue.ts';

/** Nobody is told of a conflict that was none, and the conflict tells exactly what somebody else changed. */
export const conflicts: Check = {
  name: 'conflicts',
  promise: 'every 409 is justified by a change that came before it, and names exactly what that changed',
  run: (evidence) => {
    const trails = changesByCustomer(evidence.actions);
    const causeOf = causesIn(evidence);
    const violations: Violation[] = [];
    let checked = 0;
    for (const call of evidence.history.calls) {
      const { meaning, seen, problem } = call;
      if (meaning.kind !== 'update' || call.status !== 409) continue;
      checked += 1;
      const { base, set } = meaning;
      if (problem !== 'conflict' || seen.customer?.id !== base.id) {
        const what = `409 for version ${base.version} of customer ${base.id}: it tells of no conflict (${problem})`;
        violations.push({ what, lines: [call.line] });
        continue;
      }
      const trail = trails.get(base.id) ?? [];
      const since = trail.filter(
        ({ version }) => version > base.version && version <= (seen.customer?.version ?? 0),
      );
      const fault = faultOf(call, base, seen.customer, since, causeOf) ?? faultOfFields(set, since, seen);
      if (fault !== undefined) {
        violations.push({
          what: `409 for version ${base.version} of customer ${base.id}: ${fault}`,
          lines: [call.line],
        });
      }
    }
    return { checked, violations };
  },
};

function faultOf(
  call: Call,
  base: Token,
  current: Token,
  since: readonly Action[],
  causeOf: CauseOf,
): string | undefined {
  if (current.version <= base.version)
    return `the customer was at version ${current.version}, so there was no conflict`;
  if (since.length !== current.version - base.version) return 'the changes between are not in the trail';
  const early = since.find((action) => (causeOf(action)?.sentAt ?? 0) > call.answeredAt);
  return early === undefined ? undefined : `version ${early.version} was only asked for after the answer`;
}

function faultOfFields(
  set: Changes,
  since: readonly { readonly changes: readonly FieldImage[] }[],
  seen: { readonly conflicts?: readonly SeenConflict[]; readonly alsoChanged?: readonly SeenConflict[] },
): string | undefined {
  const net = new Map<string, { base: unknown; theirs: unknown }>();
  for (const { changes } of since) {
    for (const { field, from, to } of changes)
      net.set(field, { base: net.has(field) ? net.get(field)?.base : from, theirs: to });
  }
  const expected = [...net].filter(([, { base, theirs }]) => !sameValue(base, theirs));
  const told = [...(seen.conflicts ?? []), ...(seen.alsoChanged ?? [])];
  for (const [field, { base, theirs }] of expected) {
    const list = field in set ? seen.conflicts : seen.alsoChanged;
    const one = list?.find((conflict) => conflict.field === field);
    if (one === undefined) return `it does not tell that ${field} changed`;
    if (!sameValue(one.base, base) || !sameValue(one.theirs, theirs))
      return `it tells another change of ${field}`;
  }
  return told.length === expected.length ? undefined : 'it tells of a field that nobody changed';
}
