import { listOrganisationActions } from '@caseload/shared/organisationActions/endpoints.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';

const PAGE = 50;

/** What was done to the organisation, newest first, by pages. */
export function historyQuery() {
  return infiniteQueryOptions({
    queryKey: [listOrganisationActions.id] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: String(PAGE), ...(pageParam === null ? {} : { cursor: pageParam }) };
      return call(listOrganisationActions, { query }, { signal });
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** No cursor yet. */
function firstPage(): string | null {
  return null;
}
