import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import type { Status, StatusCategory } from '@caseload/shared/organisations/organisation.ts';
import type { MyWorkSearch } from './myWorkSearch.ts';

/** A filter document with an order: what a view keeps. */
export type FilteredList = { readonly filter: CustomerFilter; readonly sort: Sort };

/** What an address says when it says nothing about statuses. */
const USUAL: readonly StatusCategory[] = ['open', 'waiting'];
const EVERY_CATEGORY = 3;

/** The document an address stands for, as views keep it and bulk work acts on it. */
export function listOf(search: MyWorkSearch): FilteredList {
  const {
    assignedTo = 'me',
    team,
    status,
    category,
    archived,
    due,
    followUp,
    dueFrom,
    dueBefore,
    q,
  } = search;
  const categories = category ?? (status === undefined ? USUAL : undefined);
  const filter: CustomerFilter = {
    assignedTo,
    ...(team === undefined ? {} : { team }),
    ...(categories === undefined ? {} : { category: [...categories] }),
    ...(status === undefined || status === 'any' ? {} : { status }),
    ...(search.priority === undefined ? {} : { priority: search.priority }),
    ...(search.tag === undefined ? {} : { tag: search.tag }),
    ...(archived === undefined ? {} : { archived }),
    ...(due === undefined ? {} : { due }),
    ...(followUp === undefined ? {} : { followUp }),
    ...(dueFrom === undefined ? {} : { dueFrom }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
    ...(search.createdFrom === undefined ? {} : { createdFrom: search.createdFrom }),
    ...(search.createdBefore === undefined ? {} : { createdBefore: search.createdBefore }),
    ...(search.import === undefined ? {} : { import: search.import }),
    ...(q === undefined ? {} : { q }),
  };
  return { filter, sort: search.sort ?? 'dueAt' };
}

/** The address of a document, the other way round; `view` is the view it is, if it is one. */
export function searchOf({ filter, sort }: FilteredList, view?: string): MyWorkSearch {
  const { assignedTo = 'any', archived, ...parts } = filter;
  return {
    ...(view === undefined ? {} : { view }),
    ...(assignedTo === 'me' ? {} : { assignedTo }),
    ...statusSearch(filter),
    ...withoutStatuses(parts),
    ...(archived === undefined || archived === 'false' ? {} : { archived }),
    ...(sort === 'dueAt' ? {} : { sort }),
  };
}

function withoutStatuses(parts: Omit<CustomerFilter, 'assignedTo' | 'archived'>) {
  const { status: _, category: __, ...others } = parts;
  return others;
}

function statusSearch({ status, category }: CustomerFilter): Pick<MyWorkSearch, 'status' | 'category'> {
  if (status !== undefined) return { status, ...(category === undefined ? {} : { category }) };
  if (category === undefined || new Set(category).size === EVERY_CATEGORY) return { status: 'any' };
  const isUsual = category.length === USUAL.length && USUAL.every((part) => category.includes(part));
  return isUsual ? {} : { category };
}

/**
 * The keys to ask for, in the order of the organisation, or null for every status. Statuses that the
 * organisation gave up are ignored, for an old link may name one, which the server would refuse; when none is
 * left, the usual ones stand in.
 */
export function wantedStatuses(
  { status, category }: Pick<CustomerFilter, 'status' | 'category'>,
  statuses: readonly Status[],
): readonly string[] | null {
  const inCategory = statuses.filter((known) => category?.includes(known.category) ?? true);
  const wanted = inCategory.map(({ key }) => key).filter((key) => status?.includes(key) ?? true);
  if (wanted.length === statuses.length) return null;
  if (wanted.length > 0) return wanted;
  return statuses.filter((known) => USUAL.includes(known.category)).map(({ key }) => key);
}

/** Those of the statuses asked for in which work can be overdue: what is done is so no more, whatever its day was. */
export function unfinishedStatuses(
  filter: Pick<CustomerFilter, 'status' | 'category'>,
  statuses: readonly Status[],
): readonly string[] {
  const wanted = wantedStatuses(filter, statuses);
  const unfinished = statuses.filter(({ category }) => category !== 'done').map(({ key }) => key);
  return unfinished.filter((key) => wanted?.includes(key) ?? true);
}

/** Whether two documents hold the same customers in the same order, however they put it. */
export function isSameList(one: FilteredList, other: FilteredList, statuses: readonly Status[]): boolean {
  return normalised(one, statuses) === normalised(other, statuses);
}

function normalised({ filter, sort }: FilteredList, statuses: readonly Status[]): string {
  const { assignedTo = 'any', archived = 'false', priority, tag, category: _, status: __, ...parts } = filter;
  const rest = Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lists = [wantedStatuses(filter, statuses), priority?.toSorted(), tag?.toSorted()];
  return JSON.stringify([assignedTo, archived, ...lists.map((list) => list ?? null), rest, sort]);
}
