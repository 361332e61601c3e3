import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MyWorkSearch } from './myWorkSearch.ts';
import { ARCHIVED_TEXT, DUE_TEXT } from './texts.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

/** Takes every filter away, the usual one included. */
export const NO_FILTERS = { status: 'any', archived: undefined, q: undefined, due: undefined } as const;

type Chip = { readonly text: string; readonly without: Partial<MyWorkSearch> };

/** What narrows the list at the moment, each with the way to lift it. */
export function FilterChips({ statuses }: { readonly statuses: readonly Status[] }) {
  const { t } = useTranslation();
  const { search, change } = useMyWorkSearch();
  const chips = chipsOf(search, statuses, t);
  if (chips.length === 0) return null;
  return (
    <ul className="filter-chips" aria-label={t('assignedWork.activeFilters')}>
      {chips.map(({ text, without }) => (
        <li key={text}>
          <button
            type="button"
            className="filter-chips__chip"
            aria-label={t('assignedWork.removeFilter', { filter: text })}
            onClick={() => change(without)}
          >
            {text} <IconX size={14} aria-hidden />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button size="compact-sm" variant="subtle" onClick={() => change(NO_FILTERS)}>
            {t('assignedWork.clearFilters')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function chipsOf(search: MyWorkSearch, statuses: readonly Status[], t: TFunction): readonly Chip[] {
  const chips: Chip[] = [];
  if (search.status !== 'any') {
    const value = statusText(search.status, statuses) ?? t('assignedWork.openAndWaiting');
    chips.push({
      text: t('assignedWork.chip', { name: t('assignedWork.status'), value }),
      without: { status: 'any' },
    });
  }
  if (search.due !== undefined) {
    const value = t(DUE_TEXT[search.due]);
    chips.push({
      text: t('assignedWork.chip', { name: t('assignedWork.due'), value }),
      without: { due: undefined },
    });
  }
  if (search.archived !== undefined)
    chips.push({ text: t(ARCHIVED_TEXT[search.archived]), without: { archived: undefined } });
  if (search.q !== undefined)
    chips.push({ text: t('assignedWork.chipSearch', { text: search.q }), without: { q: undefined } });
  return chips;
}

function statusText(keys: readonly string[] | undefined, statuses: readonly Status[]): string | undefined {
  return keys?.map((key) => statuses.find((status) => status.key === key)?.label ?? key).join(', ');
}
