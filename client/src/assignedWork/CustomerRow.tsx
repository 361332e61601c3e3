import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { canAssignCustomer, canEditCustomer } from '@caseload/shared/rules/canEditCustomer.ts';
import { IconClockPause, IconHandGrab } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { DueDay } from '../ui/DueDay.tsx';
import { Moment } from '../ui/Moment.tsx';
import { PriorityLabel } from '../ui/PriorityLabel.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import type { RowField } from './ChangeItems.tsx';
import { CheckMark } from './CheckMark.tsx';
import type { ExtraColumn } from './columns.ts';
import { ExtraCell } from './ExtraCell.tsx';
import { cellId, rowLinkId } from './focusRow.ts';
import { RowTrouble } from './RowTrouble.tsx';
import { SleepMark } from './SleepMark.tsx';
import { useRowView } from './useRows.ts';

/** What a row tells the list; the same object as long as the list stands. */
export type RowHandlers = {
  readonly onActive: (id: string) => void;
  readonly onMark: (id: string, event: MouseEvent) => void;
  readonly onMenu: (row: CustomerSummary, field: RowField) => void;
  readonly onTake: (row: CustomerSummary) => void;
  readonly onInsist: (id: string) => void;
  readonly onDismiss: (id: string) => void;
};

type Props = {
  readonly id: string;
  readonly extra: ExtraColumn;
  /** Within the whole list; the line of headings is 1. */
  readonly rowIndex: number;
  readonly isActive: boolean;
  readonly isTabStop: boolean;
  readonly isMarked: boolean;
  readonly handlers: RowHandlers;
  /** Pixels. */
  readonly top: number;
  readonly height: number;
};

/** A customer in the list. The link in it covers the row, so that the whole row can be pressed. */
export const CustomerRow = memo(function CustomerRow(props: Props) {
  const { id, extra, rowIndex, isActive, isTabStop, isMarked, handlers, top, height } = props;
  const { t } = useTranslation();
  const { employee, organisation } = useSession();
  const view = useRowView(id);
  if (view === null) return null;
  const { customer, isSaving, trouble } = view;
  const { statuses } = organisation;
  const { name, tags, status, priority, dueAt, updatedAt, archived } = customer;
  const isDone = statuses.find(({ key }) => key === status)?.category === 'done';
  const canEdit = canEditCustomer(employee, customer);
  const canTake = customer.assignedTo !== employee.id && canAssignCustomer(employee, customer, employee.id);
  const tabIndex = isTabStop ? 0 : -1;

  const cell = (field: RowField, content: ReactNode) =>
    canEdit ? (
      <button
        type="button"
        id={cellId(field, id)}
        className="customer-table__edit"
        aria-haspopup="menu"
        tabIndex={tabIndex}
        onClick={() => handlers.onMenu(customer, field)}
      >
        {content}
      </button>
    ) : (
      content
    );

  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isMarked}
      aria-busy={isSaving}
      className="customer-table__row"
      data-active={isActive}
      data-marked={isMarked}
      style={{ height, transform: `translateY(${top}px)` }}
      onFocus={() => handlers.onActive(id)}
    >
      <div role="gridcell" className="customer-table__check">
        <CheckMark
          label={t('assignedWork.selectRow', { name })}
          state={isMarked ? 'true' : 'false'}
          onPress={(event) => handlers.onMark(id, event)}
          isTabStop={isTabStop}
        />
      </div>
      <div role="gridcell" className="customer-table__name">
        <Link
          id={rowLinkId(id)}
          to="/customers/$customerId"
          params={{ customerId: id }}
          className="customer-table__link"
          title={name}
          tabIndex={tabIndex}
          preload={false}
        >
          {name}
        </Link>
        {archived && <span className="customer-table__archived">{t('words.archived')}</span>}
        <SleepMark followUpAt={customer.followUpAt} isDone={isDone} />
        {tags.length > 0 && (
          <span className="customer-table__tags" title={tags.join(', ')}>
            {tags.map((tag) => (
              <span key={tag}>{tag}</span>
            ))}
          </span>
        )}
      </div>
      <div role="gridcell" className="customer-table__status">
        {cell('status', <StatusBadge status={status} statuses={statuses} />)}
      </div>
      <div role="gridcell" className="customer-table__priority">
        {cell('priority', <PriorityLabel priority={priority} />)}
      </div>
      <div role="gridcell" className="customer-table__dueAt">
        {cell('due', <DueDay dueAt={dueAt} isDone={isDone} />)}
      </div>
      <ExtraCell column={extra} customer={customer} />
      <div role="gridcell" className="customer-table__updatedAt">
        <Moment at={updatedAt} />
      </div>
      <div role="gridcell" className="customer-table__actions">
        {canTake && (
          <RowAction
            label={t('assignedWork.takeRow', { name })}
            icon={<IconHandGrab size={18} aria-hidden />}
            tabIndex={tabIndex}
            onPress={() => handlers.onTake(customer)}
          />
        )}
        {canEdit && (
          <RowAction
            id={cellId('snooze', id)}
            label={t('assignedWork.snoozeRow', { name })}
            icon={<IconClockPause size={18} aria-hidden />}
            tabIndex={tabIndex}
            onPress={() => handlers.onMenu(customer, 'snooze')}
          />
        )}
      </div>
      {trouble !== null && (
        <div role="gridcell" className="customer-table__trouble">
          <RowTrouble
            trouble={trouble}
            onInsist={() => handlers.onInsist(id)}
            onDismiss={() => handlers.onDismiss(id)}
          />
        </div>
      )}
    </div>
  );
});

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
