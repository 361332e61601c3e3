import { type Sort, SORTS } from '@caseload/shared/assignedWork/endpoints.ts';
import { IconArrowsSort } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOffers } from '../keys/useOffers.ts';
import { FilterChoice } from './FilterChoice.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

/** Every order a list can have; the headings of the table offer those of their columns. */
export function SortMenu() {
  const { t } = useTranslation();
  const { search, change } = useMyWorkSearch();
  const { sort = 'dueAt' } = search;
  const sortBy = (key: Sort) => change({ sort: key === 'dueAt' ? undefined : key });
  useOffers(
    SORTS.map(
      (key) =>
        key !== sort && {
          id: `list.sort.${key}`,
          label: t('assignedWork.chip', {
            name: t('assignedWork.sort'),
            value: t(`assignedWork.sortBy.${key}`),
          }),
          run: () => sortBy(key),
        },
    ),
  );
  return (
    <FilterMenu
      label={t(`assignedWork.sortBy.${sort}`)}
      icon={<IconArrowsSort size={16} aria-label={t('assignedWork.sort')} />}
    >
      {SORTS.map((key) => (
        <FilterChoice
          key={key}
          label={t(`assignedWork.sortBy.${key}`)}
          isOn={sort === key}
          pick={() => sortBy(key)}
        />
      ))}
    </FilterMenu>
  );
}
