import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { listViews } from '@caseload/shared/views/endpoints.ts';
import type { QueryClient } from '@tanstack/react-query';

const PAUSE_MS = 400;
const waiting = new WeakSet<QueryClient>();

/** Reads the counts of the tabs again, once for a burst of changes. */
export function refreshCountsSoon(queryClient: QueryClient): void {
  if (waiting.has(queryClient)) return;
  waiting.add(queryClient);
  setTimeout(() => {
    waiting.delete(queryClient);
    for (const { id } of [listViews, listCustomers]) void queryClient.invalidateQueries({ queryKey: [id] });
  }, PAUSE_MS);
}
