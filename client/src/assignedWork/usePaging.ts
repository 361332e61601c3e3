import { useLocation, useNavigate } from '@tanstack/react-router';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

type PagePlace = { readonly cursor?: string | undefined; readonly from?: number | undefined };

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The pages before this one, first to last; a cursor only leads forward. */
    readonly earlierPages?: readonly PagePlace[];
  }
}

type Shown = { readonly count: number; readonly nextCursor: string | null } | undefined;

/** The ways from a page to its neighbours; undefined where there is none. */
export function usePaging(shown: Shown) {
  const { search } = useMyWorkSearch();
  const earlier = useLocation({ select: ({ state }) => state.earlierPages }) ?? [];
  const navigate = useNavigate({ from: '/my-work' });
  const here: PagePlace = { cursor: search.cursor, from: search.from };

  function go(place: PagePlace, earlierPages: readonly PagePlace[]): void {
    void navigate({ search: { ...search, cursor: place.cursor, from: place.from }, state: { earlierPages } });
  }

  function nextOf({ count, nextCursor }: NonNullable<Shown>) {
    if (nextCursor === null) return undefined;
    return () => go({ cursor: nextCursor, from: firstRowOf(search) + count }, [...earlier, here]);
  }

  const before = earlier.at(-1);
  const isBeginning = search.cursor === undefined;
  return {
    next: shown === undefined ? undefined : nextOf(shown),
    previous: isBeginning || before === undefined ? undefined : () => go(before, earlier.slice(0, -1)),
    /** For a page whose earlier ones are not known, such as one opened from a link. */
    start: isBeginning || before !== undefined ? undefined : () => go({}, []),
    toStart: () => go({}, []),
  };
}

export type Paging = ReturnType<typeof usePaging>;

/** The number of a page's first row within the whole list, from 1. */
export function firstRowOf({ cursor, from = 1 }: PagePlace): number {
  return cursor === undefined ? 1 : from;
}
