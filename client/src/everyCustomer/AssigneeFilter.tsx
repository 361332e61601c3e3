import { Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holdFocus } from '../ui/holdFocus.ts';
import { lateComponent } from '../ui/lateComponent.tsx';

const [AssigneeChoices] = lateComponent(
  () => import('./AssigneeChoices.tsx').then((loaded) => loaded.AssigneeChoices),
  () => null,
);

type Props = { readonly onChange: (assignedTo: string) => void };

/** Whose customers: anybody's, nobody's, one's own, or one person's. */
export function AssigneeFilter({ onChange }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          fw={500}
          px="sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('words.field.assignedTo')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown ref={holdFocus} aria-label={t('words.field.assignedTo')}>
        <AssigneeChoices
          onPick={(assignedTo) => {
            setOpen(false);
            onChange(assignedTo);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
