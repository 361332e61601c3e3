import type { Evidence } from '../evidence/evidence.ts';
import { changesByCustomer } from './byCustomer.ts';
import { causesIn } from './causes.ts';
import { timelinesOf, versionsSeen } from './knownVersions.ts';
import { type State, statesByCustomer } from './states.ts';
import { knownBefore, type Timeline } from './timeline.ts';

/** A customer through a run: its states, and before when each of them was certainly not there. */
type Life = {
  readonly states: readonly State[];
  readonly begunAt: readonly number[];
  readonly timeline: Timeline | undefined;
};

export type Lives = {
  readonly of: ReadonlyMap<string, Life>;
  /** The customers that were ever this person's, or nobody's (`none`), or all (`any`). */
  everOf(assignedTo: string): readonly string[];
};

export function livesIn(evidence: Evidence): Lives {
  const timelines = timelinesOf(evidence, versionsSeen(evidence));
  const begun = begunIn(evidence);
  const of = new Map<string, Life>();
  const byAssignee = new Map<string, Set<string>>();
  for (const [id, states] of statesByCustomer(evidence)) {
    let latest = Number.NEGATIVE_INFINITY;
    // A version is made of the one before it.
    const begunAt = states.map(
      ({ version }) => (latest = Math.max(latest, begun.get(`${id} ${version}`) ?? latest)),
    );
    of.set(id, { states, begunAt, timeline: timelines.get(id) });
    for (const { fields } of states) {
      const assignee = String(fields['assignedTo'] ?? 'none');
      byAssignee.set(assignee, (byAssignee.get(assignee) ?? new Set()).add(id));
    }
  }
  const everyOf = new Map([...byAssignee].map(([assignee, ids]) => [assignee, [...ids]]));
  const all = [...of.keys()];
  return { of, everOf: (assignedTo) => (assignedTo === 'any' ? all : (everyOf.get(assignedTo) ?? [])) };
}

/** When each change was first asked for. */
function begunIn(evidence: Evidence): Map<string, number> {
  const causeOf = causesIn(evidence);
  const begun = new Map<string, number>();
  for (const [id, trail] of changesByCustomer(evidence.actions)) {
    for (const action of trail) {
      const cause = causeOf(action);
      if (cause) begun.set(`${id} ${action.version}`, cause.sentAt);
    }
  }
  return begun;
}

/**
 * Whether each state is like this that the customer may have been in between two moments: the one that was known before
 * the first, and those that were asked for before the second.
 */
export function isAlways(
  { states, begunAt, timeline }: Life,
  from: number,
  to: number,
  isSo: (state: State) => boolean,
): boolean {
  const first = states[0]?.version ?? 0;
  const known = timeline && knownBefore(timeline, from);
  const oldest = Math.max(0, (known?.value ?? first) - first);
  for (let n = oldest; n < states.length && (n === oldest || (begunAt[n] ?? 0) < to); n += 1) {
    const state = states[n];
    if (state === undefined || !isSo(state)) return false;
  }
  return oldest < states.length;
}
