import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { Button } from '@mantine/core';
import { IconChecks, IconFilterOff, IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { NO_FILTERS } from './FilterChips.tsx';
import { ListMessage } from './ListMessage.tsx';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

/** Why the list is empty, and what to do about it. */
export function EmptyList({ toStart }: { readonly toStart: () => void }) {
  const { t } = useTranslation();
  const { search, change } = useMyWorkSearch();
  const isUsual = [search.status, search.archived, search.q, search.due].every((part) => part === undefined);
  const anything = useQuery({
    ...endpointQuery(listCustomers, { query: { assignedTo: 'me', limit: '1' } }),
    enabled: isUsual && search.cursor === undefined,
  });
  if (search.cursor !== undefined)
    return (
      <ListMessage
        icon={<IconInbox />}
        title={t('assignedWork.emptyPageTitle')}
        text={t('assignedWork.emptyPage')}
      >
        <Button onClick={toStart}>{t('assignedWork.backToStart')}</Button>
      </ListMessage>
    );
  if (!isUsual)
    return (
      <ListMessage
        icon={<IconFilterOff />}
        title={t('assignedWork.hiddenTitle')}
        text={t('assignedWork.hidden')}
      >
        <Button onClick={() => change(NO_FILTERS)}>{t('assignedWork.clearFilters')}</Button>
      </ListMessage>
    );
  if (anything.data === undefined) return null;
  if (anything.data.items.length > 0)
    return (
      <ListMessage icon={<IconChecks />} title={t('assignedWork.doneTitle')} text={t('assignedWork.done')}>
        <Button variant="default" onClick={() => change(NO_FILTERS)}>
          {t('assignedWork.showDone')}
        </Button>
      </ListMessage>
    );
  return (
    <ListMessage
      icon={<IconInbox />}
      title={t('assignedWork.nothingTitle')}
      text={t('assignedWork.nothing')}
    />
  );
}
