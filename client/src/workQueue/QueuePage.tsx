import { Button, Container, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BackToMyWork } from '../assignedWork/BackToMyWork.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { loadQueue } from './loadQueue.ts';
import { type QueueRun, startRun } from './queueRun.ts';
import { useQueueRun, useQueueStore } from './useQueueStore.ts';
import './queueBar.css';

/** Puts the queue together and opens its next customer; says so when there is none left. */
export function QueuePage() {
  const store = useQueueStore();
  const run = useQueueRun();
  if (run === null) return <Start />;
  if (run.at === null) return <End run={run} onAgain={() => store.set(null)} />;
  return <Navigate to="/customers/$customerId" params={{ customerId: run.at }} replace />;
}

function Start() {
  const { t } = useTranslation();
  const store = useQueueStore();
  const { timeZone } = usePlace();
  const { id } = useSession().employee;
  const query = useQuery({
    queryKey: ['workQueue', id, timeZone],
    queryFn: ({ signal }) => loadQueue(timeZone, signal),
    // Made anew for every run.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const isSlow = useDelayed(query.isPending);
  const ids = query.isFetching ? undefined : query.data;
  useEffect(() => {
    if (ids !== undefined && ids.length > 0) store.set(startRun(ids));
  }, [ids, store]);

  return (
    <Container component="section" size="sm" py="xl" className="queue-end" aria-busy={query.isPending}>
      <BackToMyWork />
      {query.isError && (
        <>
          <PageHeading>{t('workQueue.failed')}</PageHeading>
          <ErrorPanel
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        </>
      )}
      {ids?.length === 0 && (
        <>
          <PageHeading>{t('workQueue.emptyTitle')}</PageHeading>
          <Text>{t('workQueue.empty')}</Text>
        </>
      )}
      {query.isPending && <PageHeading>{t('workQueue.title')}</PageHeading>}
      <div role="status">{isSlow && <Text className="quiet">{t('workQueue.loading')}</Text>}</div>
    </Container>
  );
}

function End({ run, onAgain }: { readonly run: QueueRun; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const seen = run.ids.length - run.worked.length;
  return (
    <Container component="section" size="sm" py="xl" className="queue-end">
      <PageHeading>{t('workQueue.endTitle')}</PageHeading>
      <Text>{t('workQueue.end')}</Text>
      <ul>
        <li>{t('workQueue.worked', { count: run.worked.length })}</li>
        {run.skipped > 0 && <li>{t('workQueue.skipped', { count: run.skipped })}</li>}
        {seen > 0 && <li>{t('workQueue.seen', { count: seen })}</li>}
        {run.left > 0 && <li>{t('workQueue.left', { count: run.left })}</li>}
      </ul>
      <Group>
        <Button onClick={onAgain}>{t('workQueue.startAgain')}</Button>
        <BackToMyWork />
      </Group>
    </Container>
  );
}
