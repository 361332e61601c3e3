import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { canImport } from '@caseload/shared/rules/canImport.ts';
import { Button } from '@mantine/core';
import { IconChecks, IconFilterOff, IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { useSession } from '../session/sessionQuery.ts';
import type { Tabs } from '../views/useTabs.ts';
import { noFilters } from './filterChipsOf.ts';
import { ListMessage } from './ListMessage.tsx';
import { useWhichList } from './listPlace.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

const PRAISE = {
  'due-today': 'assignedWork.doneToday',
  overdue: 'assignedWork.doneOverdue',
  waiting: 'assignedWork.doneWaiting',
  'follow-up': 'assignedWork.doneFollowUp',
  open: 'assignedWork.done',
} as const;

/** Why the list is empty, and what to do about it. */
export function EmptyList({ current, isModified }: Tabs) {
  const { t } = useTranslation();
  const { search, change } = useMyWorkSearch();
  const { usualAssignee } = useWhichList();
  const { employee } = useSession();
  const isEverybodys = usualAssignee === 'any';
  const praise = isModified ? undefined : Object.entries(PRAISE).find(([id]) => id === current?.id)?.[1];
  const anything = useQuery({
    ...endpointQuery(listCustomers, {
      query: { assignedTo: usualAssignee, limit: '1', ...(isEverybodys ? { archived: 'any' } : {}) },
    }),
    enabled: search.cursor === undefined,
  });
  if (search.cursor !== undefined)
    return (
      <ListMessage
        icon={<IconInbox />}
        title={t('assignedWork.emptyPageTitle')}
        text={t('assignedWork.emptyPage')}
      >
        <Button onClick={() => change({})}>{t('assignedWork.backToStart')}</Button>
      </ListMessage>
    );
  if (isEverybodys && anything.data?.items.length === 0)
    return (
      <ListMessage
        icon={<IconInbox />}
        title={t('assignedWork.nothingTitle')}
        text={t('assignedWork.nothingAtAll')}
      >
        {canImport(employee) && (
          <Button variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
            {t('imports.title')}
          </Button>
        )}
      </ListMessage>
    );
  if (isEverybodys && anything.isPending) return null;
  if (praise === undefined && current?.id !== 'all')
    return (
      <ListMessage
        icon={<IconFilterOff />}
        title={t('assignedWork.hiddenTitle')}
        text={t('assignedWork.hidden')}
      >
        <Button onClick={() => change(noFilters(usualAssignee))}>{t('assignedWork.clearFilters')}</Button>
      </ListMessage>
    );
  if (anything.data === undefined) return null;
  if (anything.data.items.length > 0 && praise !== undefined)
    return (
      <ListMessage icon={<IconChecks />} title={t('assignedWork.doneTitle')} text={t(praise)}>
        <Button variant="default" onClick={() => change(noFilters(usualAssignee))}>
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
