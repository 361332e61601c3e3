import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { FilterBar } from './FilterBar.tsx';
import { FilterChips } from './FilterChips.tsx';
import { focusRow } from './focusRow.ts';
import { MyWorkList } from './MyWorkList.tsx';
import { myWorkQuery } from './myWorkQuery.ts';
import { useListKeys } from './useListKeys.ts';
import { useListPlace } from './useListPlace.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';
import { firstRowOf, usePaging } from './usePaging.ts';
import { useSteadyPage } from './useSteadyPage.ts';
import './myWork.css';

/** The customers assigned to the signed-in person, page by page. */
export function MyWorkPage() {
  const { t } = useTranslation();
  const { statuses } = useSession().organisation;
  const { search } = useMyWorkSearch();
  const navigate = useNavigate();
  const searchBox = useRef<HTMLInputElement>(null);

  const options = myWorkQuery(search, statuses);
  const query = useQuery({ ...options, placeholderData: keepPreviousData });
  const address = JSON.stringify(options.queryKey);
  const shown = useSteadyPage(query.isPlaceholderData ? null : address, query.data, firstRowOf(search));
  const { page } = shown;
  const ids = page?.items.map(({ id }) => id) ?? [];
  const paging = usePaging(
    page === undefined || query.isPlaceholderData
      ? undefined
      : { count: page.items.length, nextCursor: page.nextCursor },
  );
  const { activeId, setActive } = useListPlace(page !== undefined && !query.isPlaceholderData);

  useListKeys({
    ids,
    activeId,
    moveTo: (index) => {
      const id = ids[index];
      if (id !== undefined) focusRow(id);
    },
    open: (customerId) => void navigate({ to: '/customers/$customerId', params: { customerId } }),
    focusSearch: () => searchBox.current?.select(),
    paging,
  });

  return (
    <section className="my-work">
      <div className="my-work__head">
        <PageHeading>{t('assignedWork.title')}</PageHeading>
        <FilterBar statuses={statuses} searchRef={searchBox} />
        <FilterChips statuses={statuses} />
      </div>
      <MyWorkList
        query={query}
        shown={shown}
        paging={paging}
        statuses={statuses}
        activeId={activeId}
        onActive={setActive}
      />
    </section>
  );
}
