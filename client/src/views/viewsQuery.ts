import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CallInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { listViews } from '@caseload/shared/views/endpoints.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { countQuery } from '../assignedWork/customerPages.ts';
import { listOf } from '../assignedWork/filterDocument.ts';

/** Counts are read again as soon as somebody looks: work comes and goes. */
const FRESH_MS = 5_000;

/** The person's tabs with their counts. The zone decides what is due today. */
export function viewsQuery(timeZone: string) {
  const input: CallInput<typeof listViews> = { query: { include: 'counts', timeZone } };
  return { ...endpointQuery(listViews, input), staleTime: FRESH_MS };
}

/** How many customers are open: the count of the usual list, read together with those of the views. */
export function usualCountQuery(statuses: readonly Status[], timeZone: string) {
  const query = countQuery(listOf({}), statuses, timeZone);
  return { ...endpointQuery(listCustomers, { query }), staleTime: FRESH_MS };
}
