import { getActivity, listActivity } from '@caseload/shared/activity/endpoints.ts';
import type { CallInput, ResponseBody } from '@caseload/shared/contracts/defineEndpoint.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import type { ActivitySearch } from './activitySearch.ts';
import { periodBounds } from './period.ts';

export type ActivityPage = ResponseBody<typeof listActivity>;
/** What the list and the export are both asked for. */
export type ActivityFilterQuery = Omit<CallInput<typeof listActivity>['query'], 'limit' | 'cursor'>;

const PAGE = 50;
/** More newer actions than these are shown as `99+`. */
const NEWER_MAXIMUM = 100;
/** Until actions are pushed, an open page asks this often whether there are newer ones. */
const ASK_AGAIN_MS = 30_000;

export function filterQuery(search: ActivitySearch, timeZone: string, now: Date): ActivityFilterQuery {
  const { actor, customer, type, via, field, fromStatus, toStatus, fromAssignee, toAssignee, team } = search;
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(customer === undefined ? {} : { customer }),
    ...(type === undefined ? {} : { type: type.join(',') }),
    ...(via === undefined ? {} : { via: via.join(',') }),
    ...(field === undefined ? {} : { field }),
    ...(fromStatus === undefined ? {} : { fromStatus: fromStatus.join(',') }),
    ...(toStatus === undefined ? {} : { toStatus: toStatus.join(',') }),
    ...(fromAssignee === undefined ? {} : { fromAssignee }),
    ...(toAssignee === undefined ? {} : { toAssignee }),
    ...(team === undefined ? {} : { team }),
    ...periodBounds(search, timeZone, now),
  };
}

/** The list by pages. It is never read again by itself: rows must not move while a person reads them. */
export function activityQuery(filter: ActivityFilterQuery) {
  return infiniteQueryOptions({
    queryKey: [listActivity.id, 'list', filter] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, limit: String(PAGE), ...(pageParam === null ? {} : { cursor: pageParam }) };
      return call(listActivity, { query }, { signal });
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The ids of what happened since a moment, at most so many. */
export function newerQuery(filter: ActivityFilterQuery, since: string | null) {
  return queryOptions({
    queryKey: [listActivity.id, 'newer', filter, since] as const,
    queryFn: async ({ signal }) => {
      const query = {
        ...filter,
        ...(since === null ? {} : { from: since }),
        limit: String(NEWER_MAXIMUM + 1),
      };
      const { items } = await call(listActivity, { query }, { signal });
      return items.map(({ action }) => action.id);
    },
    refetchInterval: ASK_AGAIN_MS,
    // Asked a while after the list itself, which has just answered the same.
    initialData: NONE,
    initialDataUpdatedAt: () => Date.now(),
  });
}

export function oneActivityQuery(actionId: string) {
  return { ...endpointQuery(getActivity, { params: { id: actionId } }), staleTime: Number.POSITIVE_INFINITY };
}

const NONE: readonly string[] = [];

/** No cursor yet. */
function firstPage(): string | null {
  return null;
}
