import { getBatch } from '@caseload/shared/batches/endpoints.ts';
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { BackFromBatch } from './BackFromBatch.tsx';
import { BatchSheet } from './BatchSheet.tsx';
import './batchPage.css';

/** What a batch will do, did, or took back. It has an address, so that it is still there after a reload. */
export function BatchPage() {
  const { t } = useTranslation();
  const { batchId } = useParams({ from: '/signedIn/batches/$batchId' });
  const query = useQuery(endpointQuery(getBatch, { params: { id: batchId } }));
  const isLoading = useDelayed(query.isPending);
  if (query.data !== undefined) return <BatchSheet key={batchId} batch={query.data} />;
  return (
    <section className="batch" aria-busy={query.isPending}>
      <BackFromBatch from="list" />
      {query.isPending && <PageHeading>{t('batches.title')}</PageHeading>}
      {isLoading && <p className="quiet">{t('batches.loading')}</p>}
      {query.isError && (
        <Stack py="md">
          <NotLoaded
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
            missing={{ title: t('batches.notFoundTitle'), text: t('batches.notFound') }}
            failedTitle={t('batches.title')}
          />
        </Stack>
      )}
    </section>
  );
}
