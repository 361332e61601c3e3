import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';

type Choice<T extends string> = { readonly value: T; readonly text: string };
type Props<T extends string> = {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  /** Undefined: not narrowed. */
  readonly picked: readonly T[] | undefined;
  readonly onChange: (picked: T[] | undefined) => void;
};

/** A button that opens choices of which any number can be ticked; none ticked narrows nothing. */
export function CheckMenu<T extends string>({ label, choices, picked = [], onChange }: Props<T>) {
  function toggle(value: T) {
    const isOn = picked.includes(value);
    const values = choices
      .map((choice) => choice.value)
      .filter((other) => (other === value ? !isOn : picked.includes(other)));
    onChange(values.length === 0 ? undefined : values);
  }
  return (
    <Menu position="bottom-start" shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant="default"
          fw={500}
          px="sm"
          justify="space-between"
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, text }) => (
          <Menu.CheckboxItem key={value} checked={picked.includes(value)} onChange={() => toggle(value)}>
            {text}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
