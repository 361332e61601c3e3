import { useNavigate } from '@tanstack/react-router';
import { recallList } from './listMemory.ts';
import { readMyWorkSearch } from './myWorkSearch.ts';
import { parseSearch } from '../app/searchText.ts';

/** Where `My work` was left: the same filters, page, row and scroll position. */
export function myWorkAsLeft() {
  const search = readMyWorkSearch(parseSearch(recallList()?.search ?? ''));
  return { to: '/my-work', search, resetScroll: false } as const;
}

/** Goes back to the list as it was left; for keys and for after a finished customer. */
export function useBackToMyWork(): () => void {
  const navigate = useNavigate();
  return () => void navigate(myWorkAsLeft());
}
