import { SORTS } from '@caseload/shared/assignedWork/endpoints.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { Menu } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterMenu } from './FilterMenu.tsx';
import { DUE_PRESETS } from './myWorkSearch.ts';
import { SearchBox } from './SearchBox.tsx';
import { StatusFilter } from './StatusFilter.tsx';
import { ARCHIVED_TEXT, DUE_TEXT } from './texts.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

type Props = { readonly statuses: readonly Status[]; readonly searchRef: Ref<HTMLInputElement> };

/** Everything that decides which customers the list holds and in which order. */
export function FilterBar({ statuses, searchRef }: Props) {
  const { t } = useTranslation();
  const { search, change } = useMyWorkSearch();
  const { sort = 'dueAt' } = search;
  return (
    <div className="filter-bar" role="group" aria-label={t('assignedWork.filters')}>
      <SearchBox
        ref={searchRef}
        value={search.q ?? ''}
        onSearch={(text) =>
          change({ q: text === '' ? undefined : text }, { replace: search.q !== undefined })
        }
      />
      <StatusFilter
        asked={search.status}
        statuses={statuses}
        onChange={(status) => change({ status }, { replace: true })}
      />
      <FilterMenu label={t('assignedWork.due')}>
        <Choice
          label={t('assignedWork.dueAny')}
          isOn={search.due === undefined}
          pick={() => change({ due: undefined })}
        />
        {DUE_PRESETS.map((due) => (
          <Choice key={due} label={t(DUE_TEXT[due])} isOn={search.due === due} pick={() => change({ due })} />
        ))}
      </FilterMenu>
      <FilterMenu label={t('assignedWork.archive')}>
        <Choice
          label={t('assignedWork.archivedNo')}
          isOn={search.archived === undefined}
          pick={() => change({ archived: undefined })}
        />
        {(['true', 'any'] as const).map((archived) => (
          <Choice
            key={archived}
            label={t(ARCHIVED_TEXT[archived])}
            isOn={search.archived === archived}
            pick={() => change({ archived })}
          />
        ))}
      </FilterMenu>
      <FilterMenu
        label={t(`assignedWork.sortBy.${sort}`)}
        icon={<IconArrowsSort size={16} aria-label={t('assignedWork.sort')} />}
      >
        {SORTS.map((key) => (
          <Choice
            key={key}
            label={t(`assignedWork.sortBy.${key}`)}
            isOn={sort === key}
            pick={() => change({ sort: key === 'dueAt' ? undefined : key })}
          />
        ))}
      </FilterMenu>
    </div>
  );
}

type ChoiceProps = { readonly label: string; readonly isOn: boolean; readonly pick: () => void };

function Choice({ label, isOn, pick }: ChoiceProps) {
  return (
    <Menu.RadioItem value={label} checked={isOn} onChange={pick} closeMenuOnClick>
      {label}
    </Menu.RadioItem>
  );
}
