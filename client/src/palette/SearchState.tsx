import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { MOST_FOUND, SHORTEST_SEARCH, type useCustomerSearch } from './useCustomerSearch.ts';

type Props = {
  readonly text: string;
  readonly search: ReturnType<typeof useCustomerSearch>;
  /** Nothing is listed at all. */
  readonly isEmpty: boolean;
  /** Only customers are searched. */
  readonly isAlone: boolean;
};

/** What became of the search for customers, also for those who cannot see the list. */
export function SearchState({ text, search, isEmpty, isAlone }: Props) {
  return (
    <div className="palette__state quiet">
      <span role="status">{useStateText({ text, search, isEmpty, isAlone })}</span>
    </div>
  );
}

function useStateText({ text, search, isEmpty, isAlone }: Props): string | null {
  const { t } = useTranslation();
  const typed = text.trim();
  if (search.error !== null) return t('palette.failed', { reason: errorText(t, search.error) });
  if (search.isSearching) return t('palette.searching');
  if (typed.length < SHORTEST_SEARCH) {
    if (isEmpty && !isAlone) return t('palette.nothing', { text: typed });
    return t('palette.tooShort');
  }
  const count = search.customers?.length ?? 0;
  if (count === 0) return t(isEmpty && !isAlone ? 'palette.nothing' : 'palette.noCustomer', { text: typed });
  return search.isMore ? t('palette.foundMany', { count: MOST_FOUND }) : t('palette.found', { count });
}
