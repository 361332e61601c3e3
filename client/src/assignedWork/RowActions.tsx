import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { IconClockPause, IconHandGrab } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowField } from './ChangeItems.tsx';
import { cellId } from './focusRow.ts';

type Props = {
  readonly customer: CustomerSummary;
  readonly canTake: boolean;
  readonly canEdit: boolean;
  readonly tabIndex: number;
  readonly onTake: (row: CustomerSummary) => void;
  readonly onMenu: (row: CustomerSummary, field: RowField) => void;
};

/** What can be done with the row that is active or pointed at. */
export function RowActions({ customer, canTake, canEdit, tabIndex, onTake, onMenu }: Props) {
  const { t } = useTranslation();
  const { id, name } = customer;
  return (
    <>
      {canTake && (
        <RowAction
          label={t('assignedWork.takeRow', { name })}
          icon={<IconHandGrab size={18} aria-hidden />}
          tabIndex={tabIndex}
          onPress={() => onTake(customer)}
        />
      )}
      {canEdit && (
        <RowAction
          id={cellId('snooze', id)}
          label={t('assignedWork.snoozeRow', { name })}
          icon={<IconClockPause size={18} aria-hidden />}
          tabIndex={tabIndex}
          onPress={() => onMenu(customer, 'snooze')}
        />
      )}
    </>
  );
}

type ActionProps = {
  readonly id?: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly tabIndex: number;
  readonly onPress: () => void;
};

function RowAction({ label, icon, onPress, ...button }: ActionProps) {
  return (
    <button
      type="button"
      className="customer-table__action"
      aria-label={label}
      title={label}
      onClick={onPress}
      {...button}
    >
      {icon}
    </button>
  );
}
