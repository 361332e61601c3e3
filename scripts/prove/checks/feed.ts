import type { Action, Evidence } from '../evidence/evidence.ts';
import type { Call, SeenEvent } from '../history/call.ts';
import { contentOfAction } from '../history/seenIn.ts';
import type { Check, Violation } from './check.ts';

type Heard = SeenEvent & { readonly line: number };

/**
 * What one who listens heard in all answers that came whole is the trail in the order of transactions, from the first event
 * to the last action there is: nothing twice, nothing left out, however often they came back.
 */
export const feed: Check = {
  name: 'feed',
  promise:
    'whoever listens hears of every action exactly once, in the order of commits, whatever broke in between',
  run: ({ actions, history }: Evidence) => {
    const trail = actions.toSorted((a, b) => a.transaction - b.transaction || a.position - b.position);
    const byPosition = new Map(trail.map((action, index) => [action.position, { action, index }]));
    let checked = 0;
    const violations: Violation[] = [];
    for (const [client, calls] of Map.groupBy(history.calls.filter(isHearing), (call) => call.client)) {
      const heard = calls
        .toSorted((a, b) => a.line - b.line)
        .flatMap(({ line, seen }) => (seen.events ?? []).map((event) => ({ ...event, line })));
      checked += heard.length;
      const fault = faultOf(heard, trail, byPosition);
      if (fault) violations.push({ what: `${client} ${fault.what}`, lines: fault.lines });
    }
    return { checked, violations };
  },
};

const isHearing = ({ meaning, status }: Call) => meaning.kind === 'listen' && status === 200;

/** The first thing that is wrong: what comes behind it may only follow from it. */
function faultOf(
  heard: readonly Heard[],
  trail: readonly Action[],
  byPosition: ReadonlyMap<number, { readonly action: Action; readonly index: number }>,
): Violation | undefined {
  const [first] = heard;
  let next = byPosition.get(first?.position ?? Number.NaN)?.index ?? 0;
  for (const { position, action: shown, line } of heard) {
    const found = byPosition.get(position);
    if (!found) return { what: `heard of ${shown.id}, which is not there`, lines: [line] };
    const { action, index } = found;
    if (shown.id !== action.id || shown.content !== contentOfAction(action))
      return { what: `heard of ${action.id} at ${position} as it never was`, lines: [line] };
    if (index < next)
      return { what: `heard of ${action.type} ${action.id} twice or too late`, lines: [line] };
    if (index > next) {
      const { type = 'an action', id = '' } = trail[next] ?? {};
      return { what: `was never told of ${type} ${id}, but of ${action.id} behind it`, lines: [line] };
    }
    next += 1;
  }
  const missing = trail.length - next;
  return heard.length > 0 && missing > 0
    ? { what: `was never told of the last ${missing} actions`, lines: [heard.at(-1)?.line ?? 0] }
    : undefined;
}
