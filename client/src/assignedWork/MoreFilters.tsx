import { FOLLOW_UPS } from '@caseload/shared/assignedWork/customerFilter.ts';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FilterChoice } from './FilterChoice.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { useWhichList } from './listPlace.ts';
import { ARCHIVED_TEXT, ASSIGNED_TEXT, FOLLOW_UP_TEXT } from './texts.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

/** The filters wanted less often, in one menu. */
export function MoreFilters() {
  const { t } = useTranslation();
  const { search, change } = useMyWorkSearch();
  const { followUp, assignedTo, archived } = search;
  const isMine = useWhichList().usualAssignee === 'me';
  return (
    <FilterMenu label={t('assignedWork.more')}>
      <Menu.Label>{t('words.field.followUpAt')}</Menu.Label>
      <FilterChoice
        label={t('assignedWork.followUpAny')}
        isOn={followUp === undefined}
        pick={() => change({ followUp: undefined })}
      />
      {FOLLOW_UPS.map((one) => (
        <FilterChoice
          key={one}
          label={t(FOLLOW_UP_TEXT[one])}
          isOn={followUp === one}
          pick={() => change({ followUp: one })}
        />
      ))}
      {isMine && (
        <>
          <Menu.Label>{t('words.field.assignedTo')}</Menu.Label>
          <FilterChoice
            label={t('assignedWork.assignedToMe')}
            isOn={assignedTo === undefined}
            pick={() => change({ assignedTo: undefined })}
          />
          {(['none', 'any'] as const).map((one) => (
            <FilterChoice
              key={one}
              label={t(ASSIGNED_TEXT[one])}
              isOn={assignedTo === one}
              pick={() => change({ assignedTo: one })}
            />
          ))}
        </>
      )}
      <Menu.Label>{t('assignedWork.archive')}</Menu.Label>
      <FilterChoice
        label={t('assignedWork.archivedNo')}
        isOn={archived === undefined}
        pick={() => change({ archived: undefined })}
      />
      {(['true', 'any'] as const).map((one) => (
        <FilterChoice
          key={one}
          label={t(ARCHIVED_TEXT[one])}
          isOn={archived === one}
          pick={() => change({ archived: one })}
        />
      ))}
    </FilterMenu>
  );
}
