import type { Action, Evidence } from '../evidence/evidence.ts';
import { type Operation, operationsOf } from '../history/operations.ts';
import { actionsByOperation } from './byCustomer.ts';
import type { Check, Finding, Violation } from './check.ts';
import { sameValue } from './sameValue.ts';
import { type StateOf, statesIn } from './states.ts';

/** Every write that was answered 2xx is in the audit trail exactly once, and says what was asked. */
export const writtenOnce: Check = {
  name: 'written once',
  promise: 'every acknowledged write is in the audit trail exactly once, as it was asked',
  run: (evidence: Evidence): Finding => {
    const { history, actions } = evidence;
    const found = actionsByOperation(actions);
    const stateOf = statesIn(evidence);
    const comments = countBy(actions, ({ comment }) => comment);
    const violations: Violation[] = [];
    let checked = 0;
    for (const operation of operationsOf(history.calls).values()) {
      const { meaning, verdict } = operation;
      if (verdict !== 'acknowledged' || (meaning.kind !== 'update' && meaning.kind !== 'comment')) continue;
      checked += 1;
      const list = found.get(operation.id) ?? [];
      const [action] = list;
      const lines = operation.calls.map(({ line }) => line);
      if (list.length !== 1 || action === undefined) {
        violations.push({
          what: `${meaning.kind} ${operation.id} is in the trail ${list.length} times`,
          lines,
        });
        continue;
      }
      const times = meaning.kind === 'comment' ? (comments.get(meaning.text) ?? 0) : 1;
      if (times !== 1)
        violations.push({
          what: `the comment “${meaning.kind === 'comment' ? meaning.text : ''}” is in the trail ${times} times`,
          lines,
        });
      const fault = differenceOf(operation, action, stateOf);
      if (fault !== undefined) violations.push({ what: `${meaning.kind} ${operation.id}: ${fault}`, lines });
    }
    return { checked, violations };
  },
};

function differenceOf({ meaning }: Operation, action: Action, stateOf: StateOf): string | undefined {
  if (meaning.kind === 'comment') {
    if (action.customer !== meaning.customer) return 'it stands at another customer';
    return action.comment === meaning.text ? undefined : 'its text is another';
  }
  if (meaning.kind !== 'update') return undefined;
  if (action.customer !== meaning.base.id) return 'it stands at another customer';
  if (action.changes.length === 0) return 'its action changes nothing';
  for (const { field, to } of action.changes) {
    if (!(field in meaning.set)) return `its action changes ${field}, which was not asked`;
    if (!sameValue(meaning.set[field], to)) return `its action sets ${field} to something else`;
  }
  // What the customer had already is no change; everything else that was asked is there afterwards.
  const made = stateOf(action.customer, action.version ?? 0)?.fields;
  const missing = Object.keys(meaning.set).find((field) => !sameValue(meaning.set[field], made?.[field]));
  return missing === undefined ? undefined : `its ${missing} was not written`;
}

function countBy<T>(list: readonly T[], key: (item: T) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of list) {
    const name = key(item);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
