import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWhichList } from './listPlace.ts';
import type { MyWorkSearch } from './myWorkSearch.ts';

type Filters = Omit<MyWorkSearch, 'cursor' | 'from'>;
type Change = { readonly [K in keyof Filters]?: Filters[K] | undefined };

/** The filters as the address has them, and the way to change some; a change begins at the start of the list. */
export function useMyWorkSearch() {
  const { to, from } = useWhichList();
  const search = useSearch({ from });
  const navigate = useNavigate();

  function change(changed: Change, { replace = false } = {}): void {
    const { cursor: _, from: __, ...filters } = search;
    void navigate({ to, search: { ...filters, ...changed }, replace });
  }

  return { search, change };
}
