import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { useTranslation } from 'react-i18next';
import type { BulkEdit, RowEdit } from '../assignedWork/rowEdit.ts';
import { fieldLabel, valueText } from '../customers/fieldText.ts';
import { useFieldWords } from '../customers/useFieldWords.ts';
import type { Wish } from './batchDraft.ts';
import type { Gain } from './loadAfter.ts';
import { gainOfRows } from './loadAfter.ts';
import { ReassignDialog } from './ReassignDialog.tsx';
import { TagsDialog } from './TagsDialog.tsx';

/** What is asked, of one row or (without one) of all that are chosen. */
export type DeskDialog = {
  readonly ask: 'one' | 'several' | 'tags';
  readonly row: CustomerSummary | null;
};

type Props = {
  readonly dialog: DeskDialog;
  readonly count: number;
  readonly gainOf: () => (personId: string) => Gain;
  readonly onWay: (way: 'one' | 'several') => void;
  readonly onClose: () => void;
  readonly onRow: (row: CustomerSummary, edit: RowEdit) => void;
  readonly onWish: (wish: Wish) => void;
  readonly onEdit: (edit: BulkEdit) => void;
};

/** The questions of a list that need more room than a menu. */
export function DeskDialogs({ dialog, count, gainOf, onWay, onClose, onRow, onWish, onEdit }: Props) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { ask, row } = dialog;
  if (ask === 'tags')
    return (
      <TagsDialog
        count={row === null ? count : 1}
        onClose={onClose}
        onPick={(edit) => {
          onClose();
          if (row === null) onEdit(edit);
          else onRow(row, edit);
        }}
      />
    );
  return (
    <ReassignDialog
      assigning={ask}
      count={row === null ? count : 1}
      gainOf={row === null ? gainOf() : gainOfRows([row], words.statuses)}
      canSplit={row === null}
      onWay={onWay}
      onClose={onClose}
      onWish={(wish) => {
        onClose();
        if (row === null || wish.kind !== 'reassign') return onWish(wish);
        const { assignedTo } = wish;
        const label = t('assignedWork.chip', {
          name: fieldLabel(t, 'assignedTo'),
          value: valueText(words, 'assignedTo', assignedTo),
        });
        onRow(row, { label, make: () => ({ assignedTo }) });
      }}
    />
  );
}
