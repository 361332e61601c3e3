import { listStatuses, STATUSES_MAXIMUM } from '@caseload/shared/statuses/endpoints.ts';
import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { AddStatus } from './AddStatus.tsx';
import { StatusList } from './StatusList.tsx';
import './statuses.css';
import { useOffers } from '../keys/useOffers.ts';

/** Where administrators set which statuses a customer can have, their names, order and meaning. */
export function StatusesSettings() {
  const { t } = useTranslation();
  const { data, error, refetch, isFetching } = useQuery(endpointQuery(listStatuses, {}));
  const [isAdding, setAdding] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const all = data?.items ?? [];
  const inUse = all.filter(({ archived }) => !archived);
  const archived = all.filter((status) => status.archived);

  useOffers([
    data !== undefined &&
      inUse.length < STATUSES_MAXIMUM && {
        id: 'statuses.add',
        label: t('statuses.add'),
        run: () => setAdding(true),
      },
  ]);

  function stopAdding() {
    setAdding(false);
    // The form is gone with what had the focus in it; the button comes back in its place.
    requestAnimationFrame(() => addButton.current?.focus());
  }

  return (
    <div className="statuses">
      <Text>{t('statuses.intro')}</Text>
      {error !== null && <ErrorPanel error={error} onRetry={() => void refetch()} isRetrying={isFetching} />}
      <StatusList label={t('statuses.inUse')} statuses={inUse} all={all} />
      {isAdding && <AddStatus known={all} onDone={stopAdding} />}
      {!isAdding && data !== undefined && (
        <>
          <Button
            ref={addButton}
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={inUse.length >= STATUSES_MAXIMUM}
            onClick={() => setAdding(true)}
          >
            {t('statuses.add')}
          </Button>
          {inUse.length >= STATUSES_MAXIMUM && (
            <Text size="sm" className="quiet">
              {t('statuses.full', { count: STATUSES_MAXIMUM })}
            </Text>
          )}
        </>
      )}
      {archived.length > 0 && (
        <>
          <h2 className="statuses__heading">{t('statuses.archived')}</h2>
          <Text size="sm" className="quiet">
            {t('statuses.archivedHint')}
          </Text>
          <StatusList label={t('statuses.archived')} statuses={archived} all={all} />
        </>
      )}
    </div>
  );
}
