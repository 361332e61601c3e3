import { type CustomerListQuery, listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CallInput, ResponseBody } from '@caseload/shared/contracts/defineEndpoint.ts';
import { joinList, PAGE_LIMIT } from '@caseload/shared/contracts/values.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { type FilteredList, listOf, wantedStatuses } from './filterDocument.ts';
import type { MyWorkSearch } from './myWorkSearch.ts';
import { customerRowsOf } from './customerRows.ts';

export type CustomerPage = ResponseBody<typeof listCustomers>;
type ListQuery = CallInput<typeof listCustomers>['query'];

/** Reading again costs a request for each page, so long lists are read again less often. */
const FRESH_MS_PER_PAGE = 15_000;

/** A document as the list endpoint is asked for it; page and position are not part of it. */
export function listQuery(
  { filter, sort }: FilteredList,
  statuses: readonly Status[],
  timeZone: string,
): ListQuery {
  const wanted = wantedStatuses(filter, statuses);
  const { assignedTo = 'any', team, archived, priority, tag, due, followUp, dueFrom, dueBefore, q } = filter;
  return {
    assignedTo,
    ...(team === undefined ? {} : { team }),
    ...(wanted === null ? {} : { status: wanted.join(',') }),
    ...(priority === undefined ? {} : { priority: priority.join(',') }),
    ...(tag === undefined ? {} : { tag: joinList(tag) }),
    ...(archived === undefined ? {} : { archived }),
    // The zone decides where days begin; lists without days are the same everywhere.
    ...(due === undefined ? {} : { due, timeZone }),
    ...(followUp === undefined ? {} : { followUp }),
    ...(dueFrom === undefined ? {} : { dueFrom }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
    ...(filter.createdFrom === undefined ? {} : { createdFrom: filter.createdFrom }),
    ...(filter.createdBefore === undefined ? {} : { createdBefore: filter.createdBefore }),
    ...(filter.import === undefined ? {} : { import: filter.import }),
    ...(q === undefined ? {} : { q }),
    ...(sort === 'dueAt' ? {} : { sort }),
  } satisfies Partial<Record<keyof CustomerListQuery, string>>;
}

/** The customers an address stands for, page after page from its cursor; the first page knows the total. */
export function myWorkPages(search: MyWorkSearch, statuses: readonly Status[], timeZone: string) {
  const query = listQuery(listOf(search), statuses, timeZone);
  const start = search.cursor ?? null;
  return infiniteQueryOptions({
    // Not under the endpoint's own name, whose answers are single pages.
    queryKey: [`${listCustomers.id}.pages`, query, start] as const,
    queryFn: async ({ pageParam, signal, client }) => {
      const page = await call(
        listCustomers,
        {
          query: {
            ...query,
            limit: String(PAGE_LIMIT),
            ...(pageParam === null ? {} : { cursor: pageParam }),
            ...(pageParam === start ? { include: 'total' } : {}),
          },
        },
        { signal },
      );
      customerRowsOf(client).learn(page.items);
      return page;
    },
    initialPageParam: start,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: ({ state }) => FRESH_MS_PER_PAGE * Math.max(1, state.data?.pages.length ?? 1),
  });
}

/** How many customers a document holds, without reading them. */
export function countQuery(list: FilteredList, statuses: readonly Status[], timeZone: string) {
  return { ...listQuery(list, statuses, timeZone), limit: '1', include: 'total' };
}
