import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';

/** One order of a list. The keys are columns that an index ends with; see the migration for why. */
export type SortOrder = {
  /** SQL of the key. */
  readonly key: string;
  /** The type a key is read back as from a cursor, where it stands as text. */
  readonly type: 'timestamptz' | 'text' | 'smallint';
  readonly direction: 'asc' | 'desc';
};

export const SORT_ORDERS: Readonly<Record<Sort, SortOrder>> = {
  dueAt: { key: 'due_sort', type: 'timestamptz', direction: 'asc' },
  '-dueAt': { key: 'due_sort', type: 'timestamptz', direction: 'desc' },
  name: { key: 'name_sort collate "C"', type: 'text', direction: 'asc' },
  createdAt: { key: 'created_at', type: 'timestamptz', direction: 'asc' },
  updatedAt: { key: 'updated_at', type: 'timestamptz', direction: 'asc' },
  priority: { key: 'priority_sort', type: 'smallint', direction: 'asc' },
};
