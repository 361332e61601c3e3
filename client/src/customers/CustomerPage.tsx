import { Container, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '../api/customerQuery.ts';
import { problemOf } from '../api/errors.ts';
import { BackToMyWork } from '../assignedWork/BackToMyWork.tsx';
import { learnCustomFields } from '../customFields/customFieldTypes.ts';
import { useSession } from '../session/sessionQuery.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { CustomerView } from './CustomerView.tsx';

/** Others work on the same customer; until their changes are pushed, the page asks this often. */
const ASK_AGAIN_MS = 30_000;
const SKELETON_AFTER_MS = 200;

export function CustomerPage() {
  const { t } = useTranslation();
  const { customerId } = useParams({ from: '/signedIn/customers/$customerId' });
  useKnownCustomFields();
  const query = useQuery({
    ...customerQuery(customerId),
    refetchInterval: ASK_AGAIN_MS,
  });
  if (query.data !== undefined)
    return <CustomerView key={customerId} customer={query.data} isStale={query.isError} />;
  if (query.isPending) return <Loading />;
  const isForbidden = problemOf(query.error)?.type === 'forbidden';
  return (
    <Container component="section" size="sm" py="xl">
      <Stack>
        <BackToMyWork />
        <NotLoaded
          error={query.error}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
          missing={{ title: t('customers.notFoundTitle'), text: t('customers.notFound') }}
          failedTitle={t(isForbidden ? 'customers.forbiddenTitle' : 'customers.loadFailedTitle')}
        />
      </Stack>
    </Container>
  );
}

/** What is typed into a custom field becomes a value of the field's type, from whatever screen it is sent. */
function useKnownCustomFields(): void {
  const { customFields } = useSession().organisation;
  useEffect(() => learnCustomFields(customFields), [customFields]);
}

function Loading() {
  const { t } = useTranslation();
  const isSlow = useDelayed(true, SKELETON_AFTER_MS);
  return (
    <div className="customer" aria-busy="true">
      <BackToMyWork />
      <div role="status">{isSlow && <Text className="quiet">{t('customers.loading')}</Text>}</div>
      {isSlow && (
        <Stack aria-hidden>
          <Skeleton height={32} width="40%" />
          <Skeleton height={18} width="60%" />
          <Skeleton height={240} />
        </Stack>
      )}
    </div>
  );
}
