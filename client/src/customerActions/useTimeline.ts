import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useCustomer } from '../customers/customerContext.ts';
import { useSession } from '../session/sessionQuery.ts';
import { type ActionFilter, actionsQuery } from './actionsQuery.ts';
import { groupActions } from './groupActions.ts';
import type { LastVisit } from './useLastVisit.ts';

/** The entries of the timeline as far as they are loaded, folded and divided. */
export function useTimeline(filter: ActionFilter, lastVisit: LastVisit | null) {
  const { customer } = useCustomer();
  const { id: me } = useSession().employee;
  const query = useInfiniteQuery({
    ...actionsQuery(customer.id, filter),
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const actions = useMemo(() => {
    const loaded = data?.pages.flatMap(({ items }) => items) ?? [];
    return filter === 'files' ? loaded.filter(({ attachments }) => attachments.length > 0) : loaded;
  }, [data, filter]);
  const openedAt = useOpenedAt(actions);
  const seenAt = useSeenAt(actions, lastVisit);
  const entries = useMemo(
    () => groupActions(actions, { me, seenAt, openedAt, isComplete: !hasNextPage }),
    [actions, me, seenAt, openedAt, hasNextPage],
  );

  // A page of comments may hold none with a file.
  const isNothingYet = filter === 'files' && actions.length === 0 && hasNextPage && !isFetching;
  useEffect(() => {
    if (isNothingYet) void fetchNextPage();
  }, [isNothingYet, fetchNextPage]);

  return { query, actions, entries };
}

/** When the newest action happened that was there at first. */
function useOpenedAt(actions: readonly CustomerAction[]): string {
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const newest = actions[0]?.createdAt ?? null;
  if (openedAt === null && newest !== null) setOpenedAt(newest);
  return openedAt ?? newest ?? '';
}

/** When the last action seen happened; as long as that one is not loaded, when they were here. */
function useSeenAt(actions: readonly CustomerAction[], lastVisit: LastVisit | null): string | null {
  const [found, setFound] = useState<string | null>(null);
  const seen = actions.find(({ id }) => id === lastVisit?.seenActionId)?.createdAt ?? null;
  if (found === null && seen !== null) setFound(seen);
  return found ?? seen ?? lastVisit?.visitedAt ?? null;
}
