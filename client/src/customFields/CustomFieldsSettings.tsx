import { CUSTOM_FIELDS_MAXIMUM } from '@caseload/shared/customFields/customField.ts';
import { listCustomFields } from '@caseload/shared/customFields/endpoints.ts';
import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useOpenForms } from '../settings/useOpenForms.ts';
import { AddDefinition } from './AddDefinition.tsx';
import { DefinitionList } from './DefinitionList.tsx';
import './customFields.css';
import { useOffers } from '../keys/useOffers.ts';

/** Where administrators define the fields their organisation adds to its customers. */
export function CustomFieldsSettings() {
  const { t } = useTranslation();
  const { data, error, refetch, isFetching } = useQuery(endpointQuery(listCustomFields, {}));
  const [isAdding, setAdding] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const forms = useOpenForms();
  const all = data?.items ?? [];
  // With the form that is open on one which somebody has archived meanwhile: what is typed stays where it is.
  const shown = all.filter(({ key, archived }) => !archived || forms.edited.has(key));
  const archived = all.filter((field) => !shown.includes(field));
  const isFull = all.filter((field) => !field.archived).length >= CUSTOM_FIELDS_MAXIMUM;
  useOffers([
    data !== undefined &&
      !isFull && {
        id: 'customFields.add',
        label: t('customFields.add'),
        run: () => setAdding(true),
      },
  ]);

  function stopAdding() {
    setAdding(false);
    // The form is gone with what had the focus in it; the button comes back in its place.
    requestAnimationFrame(() => addButton.current?.focus());
  }

  return (
    <div className="definitions">
      <Text>{t('customFields.intro')}</Text>
      {error !== null && <ErrorPanel error={error} onRetry={() => void refetch()} isRetrying={isFetching} />}
      {data !== undefined && shown.length === 0 && !isAdding && (
        <Text className="quiet">{t('customFields.none')}</Text>
      )}
      <DefinitionList label={t('customFields.inUse')} fields={shown} {...forms} />
      {isAdding && <AddDefinition known={all} onDone={stopAdding} />}
      {!isAdding && data !== undefined && (
        <Button
          ref={addButton}
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={isFull}
          onClick={() => setAdding(true)}
        >
          {t('customFields.add')}
        </Button>
      )}
      {archived.length > 0 && (
        <>
          <h2 className="definitions__heading">{t('customFields.archived')}</h2>
          <Text size="sm" className="quiet">
            {t('customFields.archivedHint')}
          </Text>
          <DefinitionList label={t('customFields.archived')} fields={archived} {...forms} />
        </>
      )}
    </div>
  );
}
