import { Button, Menu } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeItems } from '../assignedWork/ChangeItems.tsx';
import type { RowEdit } from '../assignedWork/rowEdit.ts';
import { useKeys } from '../keys/useKeys.ts';
import { useCustomer } from './customerContext.ts';
import { focusField } from './focusField.ts';
import { fieldLabel } from './fieldText.ts';
import { TimeField } from './TimeField.tsx';
import { useField } from './useField.ts';

const INPUT_ID = 'field-followUpAt';

/** When the customer comes back, by a day and time or by the usual choices. */
export function FollowUpField() {
  const { t } = useTranslation();
  const { customer } = useCustomer();
  const field = useField('followUpAt');
  const [isOpen, setOpen] = useState(false);
  useKeys([{ action: 'customers.snooze', run: () => setOpen(true) }]);

  function pick({ make }: RowEdit) {
    field.choose(make(customer).followUpAt ?? '');
  }

  return (
    <div className="follow-up">
      <TimeField id={INPUT_ID} name="followUpAt" label={fieldLabel(t, 'followUpAt')} />
      <Menu opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" withinPortal={false}>
        <Menu.Target>
          <Button size="compact-sm" variant="default" leftSection={<IconMoon size={14} aria-hidden />}>
            {t('customers.snooze')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ChangeItems
            field="snooze"
            row={customer}
            onPick={pick}
            onPickDay={() => requestAnimationFrame(() => focusField(INPUT_ID))}
          />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
