import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mergeTags } from '../conflicts/mergeTags.ts';
import { listOf, wantedStatuses } from './filterDocument.ts';
import { FilterMenu } from './FilterMenu.tsx';
import type { MyWorkSearch } from './myWorkSearch.ts';
import { type AskedStatuses, nameStatusSet } from './nameStatusSet.ts';

type Props = {
  readonly search: MyWorkSearch;
  readonly statuses: readonly Status[];
  /** Tells what becomes of what is asked for by then. */
  readonly onChange: (choose: (now: MyWorkSearch) => AskedStatuses) => void;
};

/** Any set of statuses; the two sets asked for most are one press each. */
export function StatusFilter({ search, statuses, onChange }: Props) {
  const { t } = useTranslation();
  const chosenIn = (asked: MyWorkSearch) =>
    wantedStatuses(listOf(asked).filter, statuses) ?? statuses.map(({ key }) => key);
  const shown = chosenIn(search);
  const choose = (keys: readonly string[]) =>
    onChange((now) => nameStatusSet(mergeTags(shown, keys, chosenIn(now)), statuses));
  return (
    <FilterMenu label={t('assignedWork.status')}>
      <Menu.Item onClick={() => onChange(() => undefined)}>{t('assignedWork.openAndWaiting')}</Menu.Item>
      <Menu.Item onClick={() => onChange(() => 'any')}>{t('assignedWork.allStatuses')}</Menu.Item>
      <Menu.Divider />
      <Menu.CheckboxGroup value={[...shown]} onChange={choose}>
        {statuses.map(({ key, label, archived }) => (
          <Menu.CheckboxItem key={key} value={key}>
            {archived ? t('assignedWork.archivedStatus', { label }) : label}
          </Menu.CheckboxItem>
        ))}
      </Menu.CheckboxGroup>
    </FilterMenu>
  );
}
