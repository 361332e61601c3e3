import { useNavigate } from '@tanstack/react-router';
import { parseSearch } from '../app/searchText.ts';
import { recallList } from './listMemory.ts';
import { readCustomersSearch, readMyWorkSearch } from './myWorkSearch.ts';

/** Where the list was left, one's own or everybody's: the same filters, page, row and scroll position. */
export function myWorkAsLeft() {
  const { to = '/my-work', search = '' } = recallList() ?? {};
  const read = to === '/customers' ? readCustomersSearch : readMyWorkSearch;
  return { to, search: read(parseSearch(search)), resetScroll: false } as const;
}

/** Goes back to the list as it was left; for keys and for after a finished customer. */
export function useBackToMyWork(): () => void {
  const navigate = useNavigate();
  return () => void navigate(myWorkAsLeft());
}
