import type { OrganisationAction } from '@caseload/shared/organisationActions/organisationAction.ts';
import { Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListMessage } from '../assignedWork/ListMessage.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { Moment } from '../ui/Moment.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { describeOrganisationAction, shownChanges } from './describeOrganisationAction.ts';
import { historyQuery } from './historyQuery.ts';
import { useNamesInFilters } from './useNamesInFilters.ts';
import { TakeBackDialog, takeBackButtonId } from './TakeBackDialog.tsx';

/** What was done to people, teams, statuses, custom fields, tags and shared views, newest first. */
export function OrganisationHistory() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(historyQuery());
  const [asked, setAsked] = useState<OrganisationAction | null>(null);
  const [last, setLast] = useState('');
  const isSlow = useDelayed(query.isPending);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {isSlow && (
        <Stack gap="sm" role="status">
          <VisuallyHidden>{t('people.historyLoading')}</VisuallyHidden>
          {Array.from({ length: 6 }, (_, row) => (
            <Skeleton key={row} height={44} />
          ))}
        </Stack>
      )}
      {query.isSuccess && items.length === 0 && (
        <ListMessage
          icon={<IconHistory />}
          title={t('people.historyNoneTitle')}
          text={t('people.historyNone')}
        />
      )}
      {items.length > 0 && (
        <ol className="organisation-history" aria-label={t('people.history')} aria-busy={query.isFetching}>
          {items.map((action) => (
            <Entry
              key={action.id}
              action={action}
              onTakeBack={() => {
                setLast(action.id);
                setAsked(action);
              }}
            />
          ))}
        </ol>
      )}
      {query.isError && (
        <ErrorPanel
          error={query.error}
          onRetry={() => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch())}
          isRetrying={query.isFetching}
        />
      )}
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('people.earlier')}
        </Button>
      )}
      <TakeBackDialog action={asked} returnTo={takeBackButtonId(last)} onClose={() => setAsked(null)} />
    </>
  );
}

type EntryProps = { readonly action: OrganisationAction; readonly onTakeBack: () => void };

function Entry({ action, onTakeBack }: EntryProps) {
  const { t } = useTranslation();
  const place = usePlace();
  const { statuses } = useSession().organisation;
  const { people, teams } = useNamesInFilters(action.changes);
  const changes = shownChanges({ t, place, statuses, people, teams }, action.changes);
  const sentence = describeOrganisationAction(t, action);
  return (
    <li className="organisation-history__entry">
      <div>
        <span>{sentence}</span> <Moment at={action.createdAt} />
        {changes.length > 0 && (
          <ul className="organisation-history__changes">
            {changes.map(({ field, from, to }) => (
              <li key={field}>
                {field}: {from === '' ? to : t('people.fromTo', { from, to: to === '' ? '–' : to })}
              </li>
            ))}
          </ul>
        )}
      </div>
      {action.batchId !== null && (
        <Button
          id={takeBackButtonId(action.id)}
          size="xs"
          variant="default"
          aria-label={t('people.customersOf', { what: sentence })}
          onClick={onTakeBack}
        >
          {t('people.customers')}
        </Button>
      )}
    </li>
  );
}
