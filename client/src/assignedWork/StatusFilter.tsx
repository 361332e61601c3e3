import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { listOf, wantedStatuses } from './filterDocument.ts';
import { FilterMenu } from './FilterMenu.tsx';
import type { MyWorkSearch } from './myWorkSearch.ts';
import { type AskedStatuses, nameStatusSet } from './nameStatusSet.ts';

type Props = {
  readonly search: MyWorkSearch;
  readonly statuses: readonly Status[];
  readonly onChange: (asked: AskedStatuses) => void;
};

/** Any set of statuses; the two sets asked for most are one press each. */
export function StatusFilter({ search, statuses, onChange }: Props) {
  const { t } = useTranslation();
  const chosen = wantedStatuses(listOf(search).filter, statuses) ?? statuses.map(({ key }) => key);
  return (
    <FilterMenu label={t('assignedWork.status')}>
      <Menu.Item onClick={() => onChange(undefined)}>{t('assignedWork.openAndWaiting')}</Menu.Item>
      <Menu.Item onClick={() => onChange('any')}>{t('assignedWork.allStatuses')}</Menu.Item>
      <Menu.Divider />
      <Menu.CheckboxGroup value={[...chosen]} onChange={(keys) => onChange(nameStatusSet(keys, statuses))}>
        {statuses.map(({ key, label, archived }) => (
          <Menu.CheckboxItem key={key} value={key}>
            {archived ? t('assignedWork.archivedStatus', { label }) : label}
          </Menu.CheckboxItem>
        ))}
      </Menu.CheckboxGroup>
    </FilterMenu>
  );
}
