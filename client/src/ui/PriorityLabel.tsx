import type { Priority } from '@caseload/shared/customers/customer.ts';
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import './priorityLabel.css';

const ICONS = {
  urgent: IconAlertTriangle,
  high: IconArrowUp,
  normal: IconMinus,
  low: IconArrowDown,
} as const;

/** A priority as icon and word. */
export function PriorityLabel({ priority }: { readonly priority: Priority }) {
  const { t } = useTranslation();
  const Icon = ICONS[priority];
  return (
    <span className="priority-label" data-priority={priority}>
      <Icon size={16} stroke={1.75} aria-hidden />
      {t(`words.priority.${priority}`)}
    </span>
  );
}
