import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { canAssignCustomer, canEditCustomer, type Identity } from '@caseload/shared/rules/canEditCustomer.ts';
import { memo, type MouseEvent, type ReactNode, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { DueDay } from '../ui/DueDay.tsx';
import { Moment } from '../ui/Moment.tsx';
import { PriorityLabel } from '../ui/PriorityLabel.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import type { RowField } from './ChangeItems.tsx';
import { CheckMark } from './CheckMark.tsx';
import type { ExtraColumn } from './columns.ts';
import { ExtraCell } from './ExtraCell.tsx';
import { cellId, rowLinkId } from './focusRow.ts';
import type { RowChanges } from './rowChanges.ts';
import { RowTrouble } from './RowTrouble.tsx';
import { SleepMark } from './SleepMark.tsx';
import { RowActions } from './RowActions.tsx';

/** What a row tells the list; the same object as long as the list stands. */
export type RowHandlers = {
  readonly onActive: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onMark: (id: string, event: MouseEvent) => void;
  readonly onMenu: (row: CustomerSummary, field: RowField) => void;
  readonly onTake: (row: CustomerSummary) => void;
  readonly onInsist: (id: string) => void;
  readonly onDismiss: (id: string) => void;
};

/** What every row needs; handed down, since looking it up anew in each would cost more than drawing it. */
export type RowShared = {
  readonly changes: RowChanges;
  readonly employee: Identity;
  readonly statuses: readonly Status[];
  readonly handlers: RowHandlers;
};

type Props = {
  readonly shared: RowShared;
  readonly id: string;
  readonly extra: ExtraColumn;
  /** Within the whole list; the line of headings is 1. */
  readonly rowIndex: number;
  readonly isActive: boolean;
  readonly isTabStop: boolean;
  readonly isMarked: boolean;
  /** Pixels. */
  readonly top: number;
  readonly height: number;
};

/** A customer in the list. The link in it covers the row, so that the whole row can be pressed. */
export const CustomerRow = memo(function CustomerRow(props: Props) {
  const { shared, id, extra, rowIndex, isActive, isTabStop, isMarked, top, height } = props;
  const { changes, employee, statuses, handlers } = shared;
  const { t } = useTranslation();
  const [isHovered, setHovered] = useState(false);
  const view = useSyncExternalStore(changes.subscribe, () => changes.view(id));
  if (view === null) return null;
  const { customer, isSaving, trouble } = view;
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
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
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
        <a
          id={rowLinkId(id)}
          href={`/customers/${id}`}
          className="customer-table__link"
          title={name}
          tabIndex={tabIndex}
          onClick={(event) => openInPlace(event, () => handlers.onOpen(id))}
        >
          {name}
        </a>
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
        {(isActive || isHovered) && (
          <RowActions
            customer={customer}
            canTake={canTake}
            canEdit={canEdit}
            tabIndex={tabIndex}
            onTake={handlers.onTake}
            onMenu={handlers.onMenu}
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

/** A plain press goes on in this page; with Ctrl and the like the browser does what it does with links. */
function openInPlace(event: MouseEvent, open: () => void): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open();
}
