import { listOf } from '../assignedWork/filterDocument.ts';
import { listQuery } from '../assignedWork/customerPages.ts';
import { useMyWorkSearch } from '../assignedWork/useMyWorkSearch.ts';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';

/** The customers the list stands for, as an export is asked for them: its order is its own. */
export function useExportedList() {
  const { statuses } = useSession().organisation;
  const { timeZone } = usePlace();
  const { search } = useMyWorkSearch();
  return listQuery({ ...listOf(search), sort: 'dueAt' }, statuses, timeZone);
}
