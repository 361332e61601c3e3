import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { Menu, Portal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChangeItems, type RowField } from './ChangeItems.tsx';
import type { RowEdit } from './rowEdit.ts';
import { cellId, rowLinkId } from './focusRow.ts';

export type OpenMenu = { readonly row: CustomerSummary; readonly field: RowField };

type Props = {
  readonly open: OpenMenu | null;
  readonly onClose: () => void;
  readonly onPick: (row: CustomerSummary, edit: RowEdit) => void;
  readonly onPickDay: (open: OpenMenu) => void;
};

/** The choices for one field of one row, below the row's own cell. One for the whole list: rows come and go. */
export function RowMenu({ open, onClose, onPick, onPickDay }: Props) {
  return open === null ? null : (
    <OpenRowMenu
      key={`${open.row.id} ${open.field}`}
      open={open}
      onClose={onClose}
      onPick={onPick}
      onPickDay={onPickDay}
    />
  );
}

function OpenRowMenu({ open, onClose, onPick, onPickDay }: Props & { readonly open: OpenMenu }) {
  const { t } = useTranslation();
  const { row, field } = open;
  const place = placeOf(open);
  return (
    <Portal>
      <Menu opened onClose={onClose} position="bottom-start" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button
            type="button"
            className="row-menu__anchor"
            tabIndex={-1}
            style={place}
            aria-label={t(`assignedWork.change.${field}`)}
          />
        </Menu.Target>
        <Menu.Dropdown aria-label={t(`assignedWork.change.${field}`)}>
          <ChangeItems
            field={field}
            row={row}
            onPick={(edit) => onPick(row, edit)}
            onPickDay={() => onPickDay(open)}
          />
        </Menu.Dropdown>
      </Menu>
    </Portal>
  );
}

/** Where on the page the menu opens: at the cell, or at the row where the cell is not shown. */
function placeOf({ row, field }: OpenMenu) {
  const cell = document.getElementById(cellId(field, row.id));
  const isShown = cell !== null && cell.getClientRects().length > 0;
  const box = (isShown ? cell : document.getElementById(rowLinkId(row.id)))?.getBoundingClientRect();
  if (box === undefined) return { left: 0, top: window.scrollY, width: 0, height: 0 };
  const { left, top, width, height } = box;
  return { left: left + window.scrollX, top: top + window.scrollY, width, height };
}
