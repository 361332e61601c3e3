import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';

/** One order of a list. The keys are columns that an index ends with; see the migration for why. */
export type SortOrder = {
  /** SQL of the key. */
  readonly key: string;
  /** The type a key is read back as from a cursor, where it stands as text. */
  readonly type: 'timestamptz' | 'text' | 'smallint';
  readonly direction: 'asc' | 'desc';
  /** An index of everybody's customers of one state is in this order. */
  readonly isIndexed: boolean;
};

const KEYS = {
  dueAt: { key: 'due_sort', type: 'timestamptz', isIndexed: true },
  name: { key: 'name_sort collate "C"', type: 'text', isIndexed: true },
  createdAt: { key: 'created_at', type: 'timestamptz', isIndexed: true },
  updatedAt: { key: 'updated_at', type: 'timestamptz', isIndexed: false },
  priority: { key: 'priority_sort', type: 'smallint', isIndexed: true },
  followUpAt: { key: 'follow_up_sort', type: 'timestamptz', isIndexed: false },
} as const;

export const SORT_ORDERS: Readonly<Record<Sort, SortOrder>> = {
  dueAt: { ...KEYS.dueAt, direction: 'asc' },
  '-dueAt': { ...KEYS.dueAt, direction: 'desc' },
  name: { ...KEYS.name, direction: 'asc' },
  '-name': { ...KEYS.name, direction: 'desc' },
  createdAt: { ...KEYS.createdAt, direction: 'asc' },
  '-createdAt': { ...KEYS.createdAt, direction: 'desc' },
  updatedAt: { ...KEYS.updatedAt, direction: 'asc' },
  '-updatedAt': { ...KEYS.updatedAt, direction: 'desc' },
  priority: { ...KEYS.priority, direction: 'asc' },
  '-priority': { ...KEYS.priority, direction: 'desc' },
  followUpAt: { ...KEYS.followUpAt, direction: 'asc' },
  '-followUpAt': { ...KEYS.followUpAt, direction: 'desc' },
};
