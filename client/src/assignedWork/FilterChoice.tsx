import { Menu } from '@mantine/core';

type Props = { readonly label: string; readonly isOn: boolean; readonly pick: () => void };

/** One of several values, of which a filter has one. */
export function FilterChoice({ label, isOn, pick }: Props) {
  return (
    <Menu.RadioItem value={label} checked={isOn} onChange={pick} closeMenuOnClick>
      {label}
    </Menu.RadioItem>
  );
}
