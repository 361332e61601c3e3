import type { Action } from '../evidence/evidence.ts';

/** The actions that changed each customer, by version. */
export function changesByCustomer(actions: readonly Action[]): Map<string, (Action & { version: number })[]> {
  const trails = new Map<string, (Action & { version: number })[]>();
  for (const action of actions) {
    const { version } = action;
    if (version === null) continue;
    const trail = trails.get(action.customer);
    if (trail) trail.push({ ...action, version });
    else trails.set(action.customer, [{ ...action, version }]);
  }
  for (const trail of trails.values()) trail.sort((a, b) => a.version - b.version);
  return trails;
}

/** The actions under each operation id. */
export function actionsByOperation(actions: readonly Action[]): Map<string, Action[]> {
  const found = new Map<string, Action[]>();
  for (const action of actions) {
    const list = found.get(action.operation);
    if (list) list.push(action);
    else found.set(action.operation, [action]);
  }
  return found;
}
