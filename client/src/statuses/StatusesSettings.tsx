import { listStatuses, STATUSES_MAXIMUM } from '@caseload/shared/statuses/endpoints.ts';
import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useOpenForms } from '../settings/useOpenForms.ts';
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
  const forms = useOpenForms();
  // With the form that is open on one which somebody has archived meanwhile: what is typed stays where it is.
  const shown = all.filter(({ key, archived }) => !archived || forms.edited.has(key));
  const archived = all.filter((status) => !shown.includes(status));
  const isFull = all.filter((status) => !status.archived).length >= STATUSES_MAXIMUM;

  useOffers([
    data !== undefined &&
      !isFull && {
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
      <StatusList label={t('statuses.inUse')} statuses={shown} all={all} {...forms} />
      {isAdding && <AddStatus known={all} onDone={stopAdding} />}
      {!isAdding && data !== undefined && (
        <>
          <Button
            ref={addButton}
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={isFull}
            onClick={() => setAdding(true)}
          >
            {t('statuses.add')}
          </Button>
          {isFull && (
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
          <StatusList label={t('statuses.archived')} statuses={archived} all={all} {...forms} />
        </>
      )}
    </div>
  );
}
