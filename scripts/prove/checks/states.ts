import type { Evidence, Row } from '../evidence/evidence.ts';
import { changesByCustomer } from './byCustomer.ts';

/** What the trail says a customer was at a version; undefined for a version that is not in it. */
export type StateOf = (
  customer: string,
  version: number,
) => Pick<Row, 'version' | 'updatedAt' | 'fields'> | undefined;

/** Every state of every customer since the first workload, folded from the actions. */
export function statesIn({ before, actions }: Pick<Evidence, 'before' | 'actions'>): StateOf {
  const states = new Map<string, Pick<Row, 'version' | 'updatedAt' | 'fields'>>();
  const key = (id: string, version: number) => `${id} ${version}`;
  for (const [id, start] of before) states.set(key(id, start.version), start);
  for (const [id, trail] of changesByCustomer(actions)) {
    const start = before.get(id);
    let fields = start?.fields ?? {};
    for (const { version, changes, createdAt } of trail) {
      if (version <= (start?.version ?? 0)) continue;
      fields = { ...fields, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
      states.set(key(id, version), { version, updatedAt: createdAt, fields });
    }
  }
  return (customer, version) => states.get(key(customer, version));
}
