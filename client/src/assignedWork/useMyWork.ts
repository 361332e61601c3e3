import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { myWorkPages } from './customerPages.ts';
import { listOf } from './filterDocument.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';
import { useSteadyRows } from './useSteadyRows.ts';

const NONE: readonly string[] = [];
/** Beyond so many rows the scroll bar would promise a place that takes many requests to reach. */
const MOST_TO_COME = 5_000;

/**
 * The list the address stands for: which rows, in which order, how many in all, and how the reading goes.
 * @param touched the address of the list that the person has begun to work in
 */
export function useMyWork(touched: string | null) {
  const { statuses } = useSession().organisation;
  const { timeZone } = usePlace();
  const { search } = useMyWorkSearch();
  const list = useMemo(() => listOf(search), [search]);
  const options = myWorkPages(search, statuses, timeZone);
  const query = useInfiniteQuery({ ...options, placeholderData: keepPreviousData });
  const address = JSON.stringify(options.queryKey);
  const isOther = query.isPlaceholderData;
  const { order, moved, missing, take } = useSteadyRows({
    address: isOther ? null : address,
    data: query.data,
    isRefetching: query.isFetching && !query.isFetchingNextPage,
    isTouched: touched === address,
    list,
    statuses,
  });
  const first = search.cursor === undefined ? 1 : (search.from ?? 1);
  const ids = order?.ids ?? NONE;
  const total = query.data?.pages[0]?.total;
  const left = total === undefined ? 0 : Math.max(0, total - (first - 1) - ids.length);

  return {
    query,
    list,
    address,
    /** Whether the rows are still those of the list before. */
    isOther,
    // Without a connection the list before would stand under the name of this one.
    isShown: order !== null && !(isOther && query.fetchStatus === 'paused'),
    ids,
    moved,
    missing,
    first,
    /** Customers that came meanwhile can push the position past a total counted a moment ago. */
    total: total === undefined ? undefined : Math.max(total, first - 1 + ids.length),
    notLoaded: query.hasNextPage ? Math.min(left, Math.max(0, MOST_TO_COME - ids.length)) : 0,
    canLoad: query.hasNextPage && !query.isFetching && !isOther && !query.isFetchNextPageError,
    loadMore: () => void query.fetchNextPage({ cancelRefetch: false }),
    /** Reads the rows again and takes over their order. */
    refreshOrder: async () => {
      const { data } = await query.refetch();
      if (data !== undefined) take(data);
    },
  };
}

export type MyWork = ReturnType<typeof useMyWork>;
