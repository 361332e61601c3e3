import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWhichList } from './listPlace.ts';
import type { MyWorkSearch } from './myWorkSearch.ts';

type Filters = Omit<MyWorkSearch, 'cursor' | 'from'>;
type Change = { readonly [K in keyof Filters]?: Filters[K] | undefined };

/**
 * The filters as they are shown, and the way to change some; a change begins at the start of the list. The address may be
 * ahead of what is shown, so a change is made of what it has by then: what was pressed just before stays.
 */
export function useMyWorkSearch() {
  const { to, from } = useWhichList();
  const search = useSearch({ from });
  const navigate = useNavigate({ from: to });

  function change(changed: Change | ((now: MyWorkSearch) => Change), { replace = false } = {}): void {
    const after = (now: MyWorkSearch) => {
      const { cursor: _, from: __, ...filters } = now;
      return { ...filters, ...(typeof changed === 'function' ? changed(now) : changed) };
    };
    void navigate({ to, search: after, replace });
  }

  return { search, change };
}
