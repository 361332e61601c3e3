import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { FilteredList } from './filterDocument.ts';

/** The order a person was shown, which stays while the customers in it change. */
export type HeldOrder = {
  /** What the list stands for; another address is another list. */
  readonly address: string;
  readonly ids: readonly string[];
  /** The rows as they were when they got their place. */
  readonly placed: ReadonlyMap<string, CustomerSummary>;
  /** How many pages of the server are in it. */
  readonly pages: number;
};

type Page = { readonly items: readonly CustomerSummary[] };

export function holdOrder(address: string, pages: readonly Page[]): HeldOrder {
  return appendPages({ address, ids: [], placed: new Map(), pages: 0 }, pages);
}

/** Adds the pages that came since. A customer that moved on to a later page keeps the place it has. */
export function appendPages(held: HeldOrder, pages: readonly Page[]): HeldOrder {
  const added = pages
    .slice(held.pages)
    .flatMap(({ items }) => items)
    .filter(({ id }) => !held.placed.has(id));
  const placed = new Map([...held.placed, ...added.map((row) => [row.id, row] as const)]);
  return { ...held, ids: [...placed.keys()], placed, pages: Math.max(held.pages, pages.length) };
}

/**
 * How many customers the server would put elsewhere by now, or leave out, or add. What only moved over the end
 * of what is loaded does not count.
 * @param fresh the ids as the server answered last, null when that is the answer the order was taken from
 */
export function countMoved(
  held: HeldOrder,
  now: (id: string) => CustomerSummary | undefined,
  placeOf: (row: CustomerSummary) => string,
  fresh: readonly string[] | null,
): number {
  const moved = new Set<string>();
  for (const [id, placed] of held.placed) {
    const row = now(id) ?? placed;
    if (row.version !== placed.version && placeOf(row) !== placeOf(placed)) moved.add(id);
  }
  if (fresh === null) return moved.size;
  const there = new Set(fresh);
  const lastKnown = fresh.findLastIndex((id) => held.placed.has(id));
  for (const id of fresh.slice(0, lastKnown)) if (!held.placed.has(id)) moved.add(id);
  const lastKept = held.ids.findLastIndex((id) => there.has(id));
  for (const id of held.ids.slice(0, lastKept)) if (!there.has(id)) moved.add(id);
  return moved.size;
}

/** Those that stand in the list and are not in what the server answered last: they left it, or moved over its end. */
export function missingIn(held: HeldOrder, fresh: readonly string[]): ReadonlySet<string> {
  const there = new Set(fresh);
  return new Set(held.ids.filter((id) => !there.has(id)));
}

/** What decides whether a customer is in the list and where, as text; equal texts stand at the same place. */
export function placeIn({ filter, sort }: FilteredList, statuses: readonly Status[]) {
  const names: (keyof CustomerSummary)[] = ['archived', sortedField(sort)];
  const isOfSome = filter.assignedTo !== undefined && filter.assignedTo !== 'any';
  if (isOfSome || filter.team !== undefined) names.push('assignedTo');
  if (filter.priority !== undefined) names.push('priority');
  if (filter.tag !== undefined) names.push('tags');
  if (filter.followUp !== undefined) names.push('followUpAt');
  if ([filter.due, filter.dueFrom, filter.dueBefore].some((part) => part !== undefined)) names.push('dueAt');
  const categoryOf = (key: string) => statuses.find((status) => status.key === key)?.category;
  return (row: CustomerSummary): string => {
    const status = filter.status === undefined ? filter.category && categoryOf(row.status) : row.status;
    return JSON.stringify([status, ...names.map((name) => row[name])]);
  };
}

function sortedField(sort: Sort) {
  switch (sort) {
    case 'dueAt':
    case '-dueAt':
      return 'dueAt';
    case 'name':
    case '-name':
      return 'name';
    case 'createdAt':
    case '-createdAt':
      return 'createdAt';
    case 'updatedAt':
    case '-updatedAt':
      return 'updatedAt';
    case 'priority':
    case '-priority':
      return 'priority';
    case 'followUpAt':
    case '-followUpAt':
      return 'followUpAt';
  }
}
