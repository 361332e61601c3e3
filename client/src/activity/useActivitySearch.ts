import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ActivitySearch, NO_FILTERS } from './activitySearch.ts';

type Change = { readonly [K in keyof ActivitySearch]?: ActivitySearch[K] | undefined };

/** The filters as the address has them, and the ways to change them. */
export function useActivitySearch() {
  const search = useSearch({ from: '/signedIn/activity' });
  const navigate = useNavigate({ from: '/activity' });
  const change = (to: Change) => void navigate({ search: (now) => ({ ...now, ...to }) });
  return { search, change, clear: () => change(NO_FILTERS) };
}
