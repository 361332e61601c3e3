import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffers } from '../keys/useOffers.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ACTION_FILTERS, type ActionFilter } from './actionsQuery.ts';
import { ChangeRun } from './ChangeRun.tsx';
import type { TimelineEntry } from './groupActions.ts';
import { TimelineItem } from './TimelineItem.tsx';
import { useLastVisit, useRecordVisit } from './useLastVisit.ts';
import { useLinkedAction } from './useLinkedAction.ts';
import { useOpenRuns } from './useOpenRuns.ts';
import { useTimeline } from './useTimeline.ts';
import './timeline.css';

const EMPTY = {
  all: 'customerActions.emptyAll',
  comments: 'customerActions.emptyComments',
  changes: 'customerActions.emptyChanges',
  files: 'customerActions.emptyFiles',
} as const;

/** Comments, changes and what the system did as one story, newest first, by pages. */
export function Timeline() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<ActionFilter>('all');
  const lastVisit = useLastVisit();
  const { query, actions, entries } = useTimeline(filter, lastVisit);
  const runs = useOpenRuns();
  useOffers(
    ACTION_FILTERS.map(
      (value) =>
        value !== filter && {
          id: `timeline.${value}`,
          label: `${t('customerActions.filter')}: ${t(`customerActions.${value}`)}`,
          run: () => setFilter(value),
        },
    ),
  );
  useLinkedAction(
    actions.map(({ id }) => id),
    query,
  );
  useRecordVisit(actions[0]?.id ?? null, lastVisit !== null);
  const isEmpty = query.isSuccess && actions.length === 0;
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
      <ol className="timeline__list">{entries.map(show)}</ol>
      {isEmpty && !query.hasNextPage && <Text className="quiet">{t(EMPTY[filter])}</Text>}
      {query.hasNextPage && (
        <Button
          variant="default"
          onClick={() => void query.fetchNextPage()}
          loading={query.isFetchingNextPage}
        >
          {t('customerActions.earlier')}
        </Button>
      )}
      {query.isSuccess && !query.hasNextPage && !isEmpty && (
        <Text size="sm" className="quiet">
          {t('customerActions.end')}
        </Text>
      )}
    </div>
  );

  function show(entry: TimelineEntry) {
    if (entry.kind === 'lastVisit')
      return <LastVisitLine key="lastVisit" at={lastVisit?.visitedAt ?? null} />;
    if (entry.kind === 'action')
      return <TimelineItem key={entry.action.id} action={entry.action} isNew={entry.isNew} />;
    return (
      <ChangeRun
        // Older pages make a run longer at its end, so that its beginning names it.
        key={`run-${entry.actions[0]?.id}`}
        actions={entry.actions}
        isNew={entry.isNew}
        isOpen={runs.isOpen(entry.actions)}
        onToggle={() => runs.toggle(entry.actions)}
      />
    );
  }
}

/** Below everything that is new since the last visit. */
function LastVisitLine({ at }: { readonly at: string | null }) {
  const { t } = useTranslation();
  return (
    <li className="timeline__last-visit">
      <span>
        <IconArrowUp size={14} aria-hidden /> {t('customerActions.newSince')}
        {at !== null && (
          <>
            {' · '}
            <Moment at={at} />
          </>
        )}
      </span>
    </li>
  );
}
