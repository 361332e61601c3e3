import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import type { FilteredList } from './filterDocument.ts';

/** What the column before the last tells; which of them matters depends on the list. */
export type ExtraColumn = 'contact' | 'assignedTo' | 'followUpAt';
export type Column = 'name' | 'status' | 'priority' | 'dueAt' | ExtraColumn | 'updatedAt';

export function columnsOf(extra: ExtraColumn): readonly Column[] {
  return ['name', 'status', 'priority', 'dueAt', extra, 'updatedAt'];
}

export function extraColumnOf({ filter, sort }: FilteredList): ExtraColumn {
  const isFollowUp =
    filter.followUp !== undefined && filter.followUp !== 'awake' && filter.followUp !== 'none';
  if (isFollowUp || sort === 'followUpAt' || sort === '-followUpAt') return 'followUpAt';
  return filter.assignedTo === 'me' ? 'contact' : 'assignedTo';
}

type Direction = 'ascending' | 'descending';
type SortedBy = { readonly column: Column | 'createdAt'; readonly direction: Direction };

/** `priority` is most urgent first, which reads downwards. */
export const SORTED_BY: Readonly<Record<Sort, SortedBy>> = {
  dueAt: { column: 'dueAt', direction: 'ascending' },
  '-dueAt': { column: 'dueAt', direction: 'descending' },
  name: { column: 'name', direction: 'ascending' },
  '-name': { column: 'name', direction: 'descending' },
  createdAt: { column: 'createdAt', direction: 'ascending' },
  '-createdAt': { column: 'createdAt', direction: 'descending' },
  updatedAt: { column: 'updatedAt', direction: 'ascending' },
  '-updatedAt': { column: 'updatedAt', direction: 'descending' },
  priority: { column: 'priority', direction: 'descending' },
  '-priority': { column: 'priority', direction: 'ascending' },
  followUpAt: { column: 'followUpAt', direction: 'ascending' },
  '-followUpAt': { column: 'followUpAt', direction: 'descending' },
};

/** Both orders of a column, the one wanted more often first; null for columns without an order. */
export function sortsOf(column: Column): readonly [Sort, Sort] | null {
  switch (column) {
    case 'name':
      return ['name', '-name'];
    case 'priority':
      return ['priority', '-priority'];
    case 'dueAt':
      return ['dueAt', '-dueAt'];
    case 'followUpAt':
      return ['followUpAt', '-followUpAt'];
    case 'updatedAt':
      return ['-updatedAt', 'updatedAt'];
    case 'status':
    case 'contact':
    case 'assignedTo':
      return null;
  }
}

/** What pressing the heading of a column asks for. */
export function nextSort(column: Column, sort: Sort): Sort | null {
  const sorts = sortsOf(column);
  if (sorts === null) return null;
  return sort === sorts[0] ? sorts[1] : sorts[0];
}
