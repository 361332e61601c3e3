import { useNavigate, useSearch } from '@tanstack/react-router';
import { NO_FILTERS, type PeopleSearch } from './peopleSearch.ts';

type Change = { readonly [K in keyof PeopleSearch]?: PeopleSearch[K] | undefined };

/** The filters as the address has them, and the ways to change them. */
export function usePeopleSearch() {
  const search = useSearch({ from: '/signedIn/people' });
  const navigate = useNavigate({ from: '/people' });
  const change = (to: Change, replace = false) =>
    void navigate({ search: (now) => ({ ...now, ...to }), replace });
  return { search, change, clear: () => change(NO_FILTERS) };
}
