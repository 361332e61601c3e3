import { ACTION_TYPES, DOORS } from '@caseload/shared/customerActions/action.ts';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { usePeople } from '../customers/useFieldWords.ts';
import type { FieldWords } from '../customers/fieldText.ts';
import { doorText, FIELDS, fieldText, typeText } from './activityTexts.ts';
import { CheckMenu } from './CheckMenu.tsx';
import { CustomerFilter } from './CustomerFilter.tsx';
import { PeriodFilter } from './PeriodFilter.tsx';
import { useActivitySearch } from './useActivitySearch.ts';

/** Everything that decides which actions are listed. */
export function ActivityFilters({ words, id }: { readonly words: FieldWords; readonly id: string }) {
  const { t } = useTranslation();
  const { search, change } = useActivitySearch();
  return (
    <div id={id} className="activity-filters" role="group" aria-label={t('activity.filters')}>
      <WhoFilter />
      <CustomerFilter />
      <CheckMenu
        label={t('activity.what')}
        choices={ACTION_TYPES.map((type) => ({ value: type, text: typeText(words, type) }))}
        picked={search.type}
        onChange={(type) => change({ type })}
      />
      <FieldFilter words={words} />
      <PeriodFilter />
      <CheckMenu
        label={t('activity.door')}
        choices={DOORS.map((door) => ({ value: door, text: doorText(words, door) }))}
        picked={search.via}
        onChange={(via) => change({ via })}
      />
    </div>
  );
}

function WhoFilter() {
  const { t } = useTranslation();
  const { search, change } = useActivitySearch();
  const people = usePeople();
  return (
    <Select
      aria-label={t('activity.who')}
      placeholder={t('activity.anybody')}
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
      value={search.actor ?? null}
      onChange={(actor) => change({ actor: actor ?? undefined })}
      nothingFoundMessage={t('activity.nobodyFound')}
      limit={50}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('activity.clear', { filter: t('activity.who') }) }}
    />
  );
}

function FieldFilter({ words }: { readonly words: FieldWords }) {
  const { t } = useTranslation();
  const { search, change } = useActivitySearch();
  const { customFields } = useSession().organisation;
  const known = [
    ...FIELDS.map((field) => ({ value: field, label: fieldText(words, field) })),
    ...customFields.map(({ key, label }) => ({ value: `fields.${key}`, label })),
  ];
  const { field } = search;
  // A link may name a custom field that was never defined, for programs may use free ones.
  const isKnown = field === undefined || known.some(({ value }) => value === field);
  return (
    <Select
      aria-label={t('activity.field')}
      placeholder={t('activity.anyField')}
      data={isKnown ? known : [...known, { value: field, label: fieldText(words, field) }]}
      value={field ?? null}
      onChange={(picked) => change({ field: picked ?? undefined })}
      nothingFoundMessage={t('activity.noField')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('activity.clear', { filter: t('activity.field') }) }}
    />
  );
}
