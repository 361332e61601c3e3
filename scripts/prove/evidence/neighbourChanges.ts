import type { Action, Row } from './evidence.ts';

/** The other organisation, in which nobody changes anything, as the database has it. */
export type Neighbour = { readonly rows: ReadonlyMap<string, Row>; readonly actions: readonly Action[] };

/** What differs in it: customers, and actions, which a comment leaves without touching its customer. */
export function neighbourChanges(before: Neighbour, after: Neighbour): string[] {
  const ids = new Set([...before.rows.keys(), ...after.rows.keys()]);
  const known = new Set(before.actions.map(({ id }) => id));
  return [
    ...[...ids]
      .filter((id) => before.rows.get(id)?.updatedAt !== after.rows.get(id)?.updatedAt)
      .map((id) => `customer ${id} of the other organisation was changed`),
    ...after.actions
      .filter(({ id }) => !known.has(id))
      .map(({ type, id }) => `${type} ${id} of the other organisation was made by nobody there`),
  ];
}
