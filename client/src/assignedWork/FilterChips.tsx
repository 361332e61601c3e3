import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWhichList } from './listPlace.ts';
import { useChipPeople, useChipTeams } from './useChipPeople.ts';
import { usePlace } from '../time/place.ts';
import { filterChipsOf, noFilters } from './filterChipsOf.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';
import { useOffers } from '../keys/useOffers.ts';
import { isFocusFree } from '../shell/focus.ts';

/** What narrows the list at the moment, each with the way to lift it. */
export function FilterChips({ statuses }: { readonly statuses: readonly Status[] }) {
  const { t } = useTranslation();
  const place = usePlace();
  const { search, change } = useMyWorkSearch();
  const people = useChipPeople(search.assignedTo);
  const teams = useChipTeams(search.team);
  const { usualAssignee } = useWhichList();
  const chips = filterChipsOf(search, { t, place, statuses, people, teams, usualAssignee });
  useOffers([
    chips.length > 0 && {
      id: 'list.clearFilters',
      label: t('assignedWork.clearFilters'),
      run: () => change(noFilters(usualAssignee)),
    },
  ]);
  const list = useRef<HTMLUListElement>(null);
  const lifted = useRef<number | null>(null);
  // The pressed one goes and would take the focus along; the one beside it may be wanted next.
  useLayoutEffect(() => {
    const at = lifted.current;
    if (at === null) return;
    lifted.current = null;
    const rest = [...(list.current?.querySelectorAll('button') ?? [])];
    if (isFocusFree()) rest[Math.min(at, rest.length - 1)]?.focus();
  }, [chips.length]);
  if (chips.length === 0) return null;
  return (
    <ul ref={list} className="filter-chips" aria-label={t('assignedWork.activeFilters')}>
      {chips.map(({ text, without }, at) => (
        <li key={text}>
          <button
            type="button"
            className="filter-chips__chip"
            aria-label={t('assignedWork.removeFilter', { filter: text })}
            onClick={() => {
              lifted.current = at;
              change(without);
            }}
          >
            <span>{text}</span> <IconX size={14} aria-hidden />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button size="compact-sm" variant="subtle" onClick={() => change(noFilters(usualAssignee))}>
            {t('assignedWork.clearFilters')}
          </Button>
        </li>
      )}
    </ul>
  );
}
