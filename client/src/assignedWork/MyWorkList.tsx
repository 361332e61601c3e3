import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { Box, Button } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/errors.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { CustomerTable } from './CustomerTable.tsx';
import { EmptyList } from './EmptyList.tsx';
import { ListMessage } from './ListMessage.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import { PageNote } from './PageNote.tsx';
import { Pager } from './Pager.tsx';
import { useMyWorkSearch } from './useMyWorkSearch.ts';
import type { Paging } from './usePaging.ts';
import type { CustomerPage, SteadyPage } from './useSteadyPage.ts';

type Props = {
  readonly query: UseQueryResult<CustomerPage>;
  readonly shown: SteadyPage;
  readonly paging: Paging;
  readonly statuses: readonly Status[];
  readonly activeId: string | null;
  readonly onActive: (id: string) => void;
};

/** The rows, or what stands in their place. */
export function MyWorkList({ query, shown, paging, statuses, activeId, onActive }: Props) {
  const { search } = useMyWorkSearch();
  const { page, isOutdated, refresh } = shown;
  const isLoading = useDelayed(query.isPlaceholderData);
  return (
    <>
      {query.isError && page === undefined && <ListError query={query} paging={paging} />}
      {page === undefined && query.isPending && <ListSkeleton />}
      {page !== undefined && page.items.length === 0 && <EmptyList toStart={paging.toStart} />}
      {page !== undefined && page.items.length > 0 && (
        <>
          <CustomerTable
            page={page}
            first={shown.first}
            sort={search.sort ?? 'dueAt'}
            statuses={statuses}
            activeId={activeId}
            onActive={onActive}
            isLoading={isLoading}
          />
          <Pager
            paging={paging}
            first={shown.first}
            count={page.items.length}
            total={page.total}
            note={
              <PageNote
                isOutdated={isOutdated}
                onRefresh={refresh}
                isRefetchFailed={query.isError}
                onRetry={() => void query.refetch()}
              />
            }
          />
        </>
      )}
    </>
  );
}

function ListError({ query, paging }: Pick<Props, 'query' | 'paging'>) {
  const { t } = useTranslation();
  const { search } = useMyWorkSearch();
  const isCursorRefused = search.cursor !== undefined && problemOf(query.error)?.type === 'validation';
  if (isCursorRefused)
    return (
      <ListMessage
        icon={<IconLinkOff />}
        title={t('assignedWork.lostPageTitle')}
        text={t('assignedWork.lostPage')}
      >
        <Button onClick={paging.toStart}>{t('assignedWork.backToStart')}</Button>
      </ListMessage>
    );
  return (
    <Box p="md">
      <ErrorPanel error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    </Box>
  );
}
