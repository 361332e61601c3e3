import { PRIORITIES, type Priority } from '@caseload/shared/customers/customer.ts';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PriorityLabel } from '../ui/PriorityLabel.tsx';
import { FilterMenu } from './FilterMenu.tsx';

type Props = {
  readonly asked: readonly Priority[] | undefined;
  readonly onChange: (asked: Priority[] | undefined) => void;
};

/** Any set of priorities; all and none narrow nothing. */
export function PriorityFilter({ asked, onChange }: Props) {
  const { t } = useTranslation();
  function choose(keys: readonly string[]) {
    const chosen = PRIORITIES.filter((priority) => keys.includes(priority));
    onChange(chosen.length === 0 || chosen.length === PRIORITIES.length ? undefined : chosen);
  }
  return (
    <FilterMenu label={t('words.field.priority')}>
      <Menu.CheckboxGroup value={[...(asked ?? [])]} onChange={choose}>
        {PRIORITIES.map((priority) => (
          <Menu.CheckboxItem key={priority} value={priority}>
            <PriorityLabel priority={priority} />
          </Menu.CheckboxItem>
        ))}
      </Menu.CheckboxGroup>
    </FilterMenu>
  );
}
