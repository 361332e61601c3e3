import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { wantedStatuses } from './filterDocument.ts';
import type { MyWorkSearch } from './myWorkSearch.ts';

export type AskedStatuses = MyWorkSearch['status'];

/** The shortest name of a set, in the order of the organisation; nothing chosen would hide everything. */
export function nameStatusSet(keys: readonly string[], statuses: readonly Status[]): AskedStatuses {
  const ordered = statuses.map(({ key }) => key).filter((key) => keys.includes(key));
  if (ordered.length === 0 || ordered.length === statuses.length) return 'any';
  const usual = wantedStatuses({ category: ['open', 'waiting'] }, statuses) ?? [];
  return ordered.join() === usual.join() ? undefined : ordered;
}
