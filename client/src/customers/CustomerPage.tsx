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
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { CustomerView } from './CustomerView.tsx';

/** Others work on the same customer; until their changes are pushed, the page asks this often. */
const ASK_AGAIN_MS = 30_000;
const SKELETON_AFTER_MS = 200;

export function CustomerPage() {
  const { customerId } = useParams({ from: '/signedIn/customers/$customerId' });
  useKnownCustomFields();
  const query = useQuery({
    ...customerQuery(customerId),
    refetchInterval: ASK_AGAIN_MS,
  });
  if (query.data !== undefined)
    return <CustomerView key={customerId} customer={query.data} isStale={query.isError} />;
  if (query.isPending) return <Loading />;
  return <NotLoaded error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />;
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

type NotLoadedProps = {
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly isRetrying: boolean;
};

/** An address that is no id at all is as good as a customer that does not exist. */
function NotLoaded({ error, onRetry, isRetrying }: NotLoadedProps) {
  const { t } = useTranslation();
  const type = problemOf(error)?.type;
  const isMissing = type === 'not-found' || type === 'validation';
  const isForbidden = type === 'forbidden';
  return (
    <Container component="section" size="sm" py="xl">
      <Stack>
        <BackToMyWork />
        {isMissing && (
          <>
            <PageHeading>{t('customers.notFoundTitle')}</PageHeading>
            <Text>{t('customers.notFound')}</Text>
          </>
        )}
        {!isMissing && (
          <>
            <PageHeading>
              {isForbidden ? t('customers.forbiddenTitle') : t('customers.loadFailedTitle')}
            </PageHeading>
            <ErrorPanel error={error} onRetry={onRetry} isRetrying={isRetrying} />
          </>
        )}
      </Stack>
    </Container>
  );
}
