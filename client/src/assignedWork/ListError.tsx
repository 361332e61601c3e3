import { Box, Button } from '@mantine/core';
import { IconLinkOff, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, retryAfterOf } from '../api/errors.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { ListMessage } from './ListMessage.tsx';
import type { MyWork } from './useMyWork.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

/** Why there are no rows when reading them failed. */
export function ListError({ query }: { readonly query: MyWork['query'] }) {
  const { t } = useTranslation();
  const { search, change } = useMyWorkSearch();
  const { error } = query;
  const retry = () => void query.refetch();
  useRetryInTime(error, retry);
  const isCursorRefused = search.cursor !== undefined && problemOf(error)?.type === 'validation';
  if (isCursorRefused)
    return (
      <ListMessage
        icon={<IconLinkOff />}
        title={t('assignedWork.lostPageTitle')}
        text={t('assignedWork.lostPage')}
      >
        <Button onClick={() => change({})}>{t('assignedWork.backToStart')}</Button>
      </ListMessage>
    );
  return (
    <Box p="md">
      <ErrorPanel error={error} onRetry={retry} isRetrying={query.isFetching} />
    </Box>
  );
}

/** Nothing can be read without a connection; it is read by itself as soon as there is one. */
export function ListOffline() {
  const { t } = useTranslation();
  return (
    <ListMessage
      icon={<IconPlugConnectedX />}
      title={t('assignedWork.offlineTitle')}
      text={t('assignedWork.offline')}
    />
  );
}

/** Asks again by itself when the server wants to hear of it again; the panel counts down to it. */
function useRetryInTime(error: unknown, run: () => void): void {
  const retry = useEffectEvent(run);
  useEffect(() => {
    const seconds = retryAfterOf(error);
    if (seconds === null) return undefined;
    const timer = setTimeout(() => retry(), seconds * 1_000);
    return () => clearTimeout(timer);
  }, [error]);
}
