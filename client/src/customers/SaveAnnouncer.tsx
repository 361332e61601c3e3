import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomer } from './customerContext.ts';
import { fieldErrorText } from './fieldErrorText.ts';
import { fieldLabel } from './fieldText.ts';

/** Tells screen readers what the ticks and error lines show: one region for all fields. */
export function SaveAnnouncer() {
  const { t } = useTranslation();
  const { mine, words } = useCustomer();
  const { editing } = mine;
  const news = useSyncExternalStore(editing.subscribe, editing.news);
  const field = news === null ? '' : fieldLabel(t, news.field, words.customFields);
  const isGood = news?.kind === 'saved';
  return (
    <VisuallyHidden>
      <div role="status">{isGood ? `${field}: ${t('customers.saved')}` : ''}</div>
      <div role="alert">{news === null || isGood ? '' : `${field}: ${problem(news.field)}`}</div>
    </VisuallyHidden>
  );

  function problem(name: string): string {
    const edit = editing.edit(name);
    if (edit?.phase !== 'failed') return t('customers.typedMeanwhile', { what: field });
    return t('customers.notSaved', { reason: fieldErrorText(t, name, edit.error) });
  }
}
