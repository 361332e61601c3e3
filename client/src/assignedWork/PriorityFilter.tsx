import { PRIORITIES, type Priority } from '@caseload/shared/customers/customer.ts';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mergeTags } from '../conflicts/mergeTags.ts';
import { PriorityLabel } from '../ui/PriorityLabel.tsx';
import { FilterMenu } from './FilterMenu.tsx';

type Asked = readonly Priority[] | undefined;

type Props = {
  readonly asked: Asked;
  /** Tells what becomes of what is asked for by then. */
  readonly onChange: (choose: (now: Asked) => Priority[] | undefined) => void;
};

/** Any set of priorities; all and none narrow nothing. */
export function PriorityFilter({ asked, onChange }: Props) {
  const { t } = useTranslation();
  const choose = (keys: readonly string[]) =>
    onChange((now = []) => {
      const wanted = mergeTags(asked ?? [], keys, now);
      const chosen = PRIORITIES.filter((priority) => wanted.includes(priority));
      return chosen.length === 0 || chosen.length === PRIORITIES.length ? undefined : chosen;
    });
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
