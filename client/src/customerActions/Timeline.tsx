import { Button, SegmentedControl, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomer } from '../customers/customerContext.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { ACTION_FILTERS, type ActionFilter, actionsQuery } from './actionsQuery.ts';
import { TimelineItem } from './TimelineItem.tsx';
import './timeline.css';

const EMPTY = {
  all: 'customerActions.emptyAll',
  comments: 'customerActions.emptyComments',
  changes: 'customerActions.emptyChanges',
} as const;

/** Comments and changes as one story, newest first, by pages. */
export function Timeline() {
  const { t } = useTranslation();
  const { customer } = useCustomer();
  const [filter, setFilter] = useState<ActionFilter>('all');
  const query = useInfiniteQuery({
    ...actionsQuery(customer.id, filter),
    placeholderData: keepPreviousData,
  });
  const actions = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="timeline" aria-busy={query.isPlaceholderData}>
      <div className="timeline__bar">
        <h2 className="timeline__title">{t('customerActions.heading')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('customerActions.filter')}
          value={filter}
          onChange={setFilter}
          data={ACTION_FILTERS.map((value) => ({ value, label: t(`customerActions.${value}`) }))}
        />
      </div>
      {query.isPending && <Text className="quiet">{t('customerActions.loading')}</Text>}
      {query.isError && (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      <ol className="timeline__list">
        {actions.map((action) => (
          <TimelineItem key={action.id} action={action} />
        ))}
      </ol>
      {query.isSuccess && actions.length === 0 && <Text className="quiet">{t(EMPTY[filter])}</Text>}
      {query.hasNextPage && (
        <Button
          variant="default"
          onClick={() => void query.fetchNextPage()}
          loading={query.isFetchingNextPage}
        >
          {t('customerActions.earlier')}
        </Button>
      )}
      {query.isSuccess && !query.hasNextPage && actions.length > 0 && (
        <Text size="sm" className="quiet">
          {t('customerActions.end')}
        </Text>
      )}
    </div>
  );
}
