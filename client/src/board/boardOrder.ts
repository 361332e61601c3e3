import type { BoardRow } from '@caseload/shared/board/board.ts';
import type { BoardSort } from './boardSearch.ts';

/** The people in an order, by their ids; names decide between equals. */
export function sortPeople(people: readonly BoardRow[], sort: BoardSort): readonly string[] {
  const byName = (a: BoardRow, b: BoardRow) => a.employee.name.localeCompare(b.employee.name);
  const sorted = people.toSorted((a, b) => {
    if (sort === 'load') return b.open - a.open || byName(a, b);
    if (sort === 'overdue') return b.overdue - a.overdue || byName(a, b);
    return byName(a, b);
  });
  return sorted.map(({ employee }) => employee.id);
}

/** The people as they stood: who is gone leaves, who is new comes last, and nobody else moves. */
export function keepOrder(order: readonly string[], people: readonly BoardRow[]): readonly BoardRow[] {
  const known = new Map(people.map((row) => [row.employee.id, row]));
  const stood = order.flatMap((id) => known.get(id) ?? []);
  const wereThere = new Set(order);
  return [...stood, ...people.filter(({ employee }) => !wereThere.has(employee.id))];
}
