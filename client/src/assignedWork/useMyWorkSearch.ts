import { useNavigate, useSearch } from '@tanstack/react-router';
import type { MyWorkSearch } from './myWorkSearch.ts';

type Filters = Omit<MyWorkSearch, 'cursor' | 'from'>;
type Change = { readonly [K in keyof Filters]?: Filters[K] | undefined };

/** The filters as the address has them, and the way to change some; a change begins at the start of the list. */
export function useMyWorkSearch() {
  const search = useSearch({ from: '/signedIn/my-work' });
  const navigate = useNavigate({ from: '/my-work' });

  function change(to: Change, { replace = false } = {}): void {
    const { cursor: _, from: __, ...filters } = search;
    void navigate({ search: { ...filters, ...to }, replace });
  }

  return { search, change };
}
