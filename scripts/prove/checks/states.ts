import type { Evidence, Row } from '../evidence/evidence.ts';
import { changesByCustomer } from './byCustomer.ts';

/** What the trail says a customer was at a version. */
export type State = Pick<Row, 'version' | 'updatedAt' | 'fields'>;
/** The same of any customer; undefined for a version that is not in the trail. */
export type StateOf = (customer: string, version: number) => State | undefined;

/** Every state of every customer since the first workload, folded from the actions, by version. */
export function statesByCustomer({
  before,
  actions,
}: Pick<Evidence, 'before' | 'actions'>): Map<string, State[]> {
  const states = new Map<string, State[]>([...before].map(([id, start]) => [id, [start]]));
  for (const [id, trail] of changesByCustomer(actions)) {
    const start = before.get(id);
    const list = states.get(id) ?? [];
    states.set(id, list);
    let fields = start?.fields ?? {};
    for (const { version, changes, createdAt } of trail) {
      if (version <= (start?.version ?? 0)) continue;
      fields = { ...fields, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
      list.push({ version, updatedAt: createdAt, fields });
    }
  }
  return states;
}

export function statesIn(evidence: Pick<Evidence, 'before' | 'actions'>): StateOf {
  const states = new Map<string, State>();
  for (const [id, list] of statesByCustomer(evidence))
    for (const state of list) states.set(`${id} ${state.version}`, state);
  return (customer, version) => states.get(`${customer} ${version}`);
}
