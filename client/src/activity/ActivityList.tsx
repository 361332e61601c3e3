import { Box, Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { IconFilterOff, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ListMessage } from '../assignedWork/ListMessage.tsx';
import type { FieldWords } from '../customers/fieldText.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { ActivityFeed } from './ActivityFeed.tsx';
import { type ActivityFilterQuery, activityQuery } from './activityQuery.ts';
import { isFiltered } from './activitySearch.ts';
import { NewerChip } from './NewerChip.tsx';
import { useActivitySearch } from './useActivitySearch.ts';

type Props = { readonly filter: ActivityFilterQuery; readonly words: FieldWords };

/** The actions, or what stands in their place. */
export function ActivityList({ filter, words }: Props) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(activityQuery(filter));
  const items = query.data?.pages.flatMap((page) => page.items);
  const isFirstFailed = query.isError && items === undefined;
  return (
    <>
      {query.isPending && <ListSkeleton />}
      {isFirstFailed && (
        <Box p="md">
          <ErrorPanel
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        </Box>
      )}
      {items !== undefined && <NewerChip filter={filter} items={items} />}
      {items?.length === 0 && <Empty />}
      {items !== undefined && items.length > 0 && (
        <>
          <ActivityFeed
            items={items}
            words={words}
            address={JSON.stringify(filter)}
            hasMore={query.hasNextPage}
            // After a failure only the person asks again: scrolling would ask without end.
            onNearEnd={() => {
              if (!query.isFetching && !query.isFetchNextPageError) void query.fetchNextPage();
            }}
            isBusy={query.isFetching}
          />
          <div className="activity__end" role="status">
            {query.isFetchingNextPage && t('activity.loading')}
            {!query.hasNextPage && t('activity.end')}
          </div>
          {query.isError && (
            <Box p="md">
              <ErrorPanel
                error={query.error}
                onRetry={() => void query.fetchNextPage()}
                isRetrying={query.isFetching}
              />
            </Box>
          )}
        </>
      )}
    </>
  );
}

function Empty() {
  const { t } = useTranslation();
  const { search, clear } = useActivitySearch();
  if (!isFiltered(search))
    return (
      <ListMessage icon={<IconHistory />} title={t('activity.nothingTitle')} text={t('activity.nothing')} />
    );
  return (
    <ListMessage icon={<IconFilterOff />} title={t('activity.hiddenTitle')} text={t('activity.hidden')}>
      <Button onClick={clear}>{t('activity.clearFilters')}</Button>
    </ListMessage>
  );
}

/** Stands where the rows will be, once waiting for them has become noticeable. */
function ListSkeleton() {
  const { t } = useTranslation();
  const isShown = useDelayed(true);
  if (!isShown) return null;
  return (
    <Stack gap="sm" p="md" role="status">
      <VisuallyHidden>{t('activity.loading')}</VisuallyHidden>
      {Array.from({ length: 12 }, (_, row) => (
        <Skeleton key={row} height={28} />
      ))}
    </Stack>
  );
}
