import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

const PREFIX = 'action-';

/** Where a link to one action of a customer's story leads, as `#action-<id>`. */
export const actionAnchor = (actionId: string) => `${PREFIX}${actionId}`;

type Pages = {
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly fetchNextPage: () => unknown;
};

/** Brings the action that the address names into sight, once; earlier pages are read until it is there. */
export function useLinkedAction(loadedIds: readonly string[], pages: Pages): void {
  const hash = useLocation({ select: (location) => location.hash });
  const wanted = hash.startsWith(PREFIX) ? hash.slice(PREFIX.length) : null;
  const shown = useRef<string | null>(null);
  const isLoaded = wanted !== null && loadedIds.includes(wanted);
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  useEffect(() => {
    if (wanted === null || shown.current === wanted) return;
    if (isLoaded) {
      shown.current = wanted;
      document.getElementById(actionAnchor(wanted))?.scrollIntoView({ block: 'center' });
    } else if (hasNextPage && !isFetching) fetchNextPage();
  }, [wanted, isLoaded, hasNextPage, isFetching, fetchNextPage]);
}
