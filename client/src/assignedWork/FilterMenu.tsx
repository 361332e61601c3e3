import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = { readonly label: string; readonly icon?: ReactNode; readonly children: ReactNode };

/** A button that opens the choices of one filter. */
export function FilterMenu({ label, icon, children }: Props) {
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          fw={500}
          px="sm"
          leftSection={icon}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="filter-menu">{children}</Menu.Dropdown>
    </Menu>
  );
}
