import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { DueDay } from '../ui/DueDay.tsx';
import { Moment } from '../ui/Moment.tsx';
import { PriorityLabel } from '../ui/PriorityLabel.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import { rowLinkId } from './focusRow.ts';

type Props = {
  readonly customer: CustomerSummary;
  readonly statuses: readonly Status[];
  /** Within the whole list; the line of headings is 1. */
  readonly rowIndex: number;
  readonly isActive: boolean;
  readonly isTabStop: boolean;
  readonly onActive: (id: string) => void;
  /** Pixels. */
  readonly top: number;
  readonly height: number;
};

/** A customer in the list. The link in it covers the row, so that the whole row can be pressed. */
export const CustomerRow = memo(function CustomerRow(props: Props) {
  const { customer, statuses, rowIndex, isActive, isTabStop, onActive, top, height } = props;
  const { t } = useTranslation();
  const { id, name, email, phone, status, priority, dueAt, updatedAt, archived } = customer;
  const isDone = statuses.find(({ key }) => key === status)?.category === 'done';
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className="customer-table__row"
      data-active={isActive}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className="customer-table__name">
        <Link
          id={rowLinkId(id)}
          to="/customers/$customerId"
          params={{ customerId: id }}
          className="customer-table__link"
          title={name}
          tabIndex={isTabStop ? 0 : -1}
          onFocus={() => onActive(id)}
          preload={false}
        >
          {name}
        </Link>
        {archived && <span className="customer-table__archived">{t('words.archived')}</span>}
      </div>
      <div role="gridcell" className="customer-table__status">
        <StatusBadge status={status} statuses={statuses} />
      </div>
      <div role="gridcell" className="customer-table__priority">
        <PriorityLabel priority={priority} />
      </div>
      <div role="gridcell" className="customer-table__dueAt">
        <DueDay dueAt={dueAt} isDone={isDone} />
      </div>
      <div role="gridcell" className="customer-table__contact">
        {email !== null && <span title={email}>{email}</span>}
        {phone !== null && <span>{phone}</span>}
        {email === null && phone === null && <span className="quiet">{t('assignedWork.noContact')}</span>}
      </div>
      <div role="gridcell" className="customer-table__updatedAt">
        <Moment at={updatedAt} />
      </div>
    </div>
  );
});
