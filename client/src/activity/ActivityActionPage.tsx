import { Container, Skeleton, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeAction } from '../customerActions/describeAction.ts';
import { useFieldWords } from '../customers/useFieldWords.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { ActivityDetails } from './ActivityDetails.tsx';
import { oneActivityQuery } from './activityQuery.ts';
import './activity.css';

/** The one action a link stands for. */
export function ActivityActionPage() {
  const { t } = useTranslation();
  const { actionId } = useParams({ from: '/signedIn/activity/$actionId' });
  const query = useQuery(oneActivityQuery(actionId));
  const words = useFieldWords();
  const isSlow = useDelayed(query.isPending);
  return (
    <Container component="section" size="md" py="lg">
      <Stack>
        <Link to="/activity" className="activity__back">
          <IconArrowLeft size={16} aria-hidden /> {t('activity.title')}
        </Link>
        {isSlow && <Skeleton height={160} aria-label={t('activity.loading')} />}
        {query.isError && query.data === undefined && (
          <NotLoaded
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
            missing={{ title: t('activity.notFoundTitle'), text: t('activity.notFound') }}
            failedTitle={t('activity.loadFailedTitle')}
          />
        )}
        {query.data !== undefined && (
          <>
            <PageHeading>{describeAction(words, query.data.action)}</PageHeading>
            <ActivityDetails activity={query.data} words={words} />
            <Link to="/activity" search={{ customer: query.data.customer.id }} className="activity-link">
              {t('activity.ofCustomer', { name: query.data.customer.name })}
            </Link>
          </>
        )}
      </Stack>
    </Container>
  );
}
