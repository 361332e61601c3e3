import { type SQL, sql } from 'drizzle-orm';
import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import { customers } from '@caseload/db/schema/customers.ts';

/** One order of a list. The keys are columns that an index ends with; see the migration for why. */
export type SortOrder = {
  readonly key: SQL;
  /** The type a key is read back as from a cursor, where it stands as text. */
  readonly type: SQL;
  readonly descending: boolean;
};

const due = sql`${customers.dueSort}`;
const time = sql.raw('timestamptz');

export const SORT_ORDERS: Readonly<Record<Sort, SortOrder>> = {
  dueAt: { key: due, type: time, descending: false },
  '-dueAt': { key: due, type: time, descending: true },
  name: { key: sql`${customers.nameSort} collate "C"`, type: sql.raw('text'), descending: false },
  createdAt: { key: sql`${customers.createdAt}`, type: time, descending: false },
  updatedAt: { key: sql`${customers.updatedAt}`, type: time, descending: false },
  priority: { key: sql`${customers.prioritySort}`, type: sql.raw('smallint'), descending: false },
};
