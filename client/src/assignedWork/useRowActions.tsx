import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { flattenCustomer, sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { outdated } from '../api/errors.ts';
import type { CustomerChange } from '../conflicts/customerChange.ts';
import { fieldLabel, valueText } from '../customers/fieldText.ts';
import { useFieldWords } from '../customers/useFieldWords.ts';
import type { UndoOffer } from '../undo/undoDesk.ts';
import { useExpectUndo } from '../undo/useOfferUndo.ts';
import type { RowEdit } from './rowEdit.ts';
import { rowLinkId } from './focusRow.ts';
import type { RowOutcome, RowTrouble } from './rowChanges.ts';
import { insistText, troubleText } from './troubleText.ts';
import { useRowChanges } from './useRows.ts';

/** Changes single rows: seen at once, taken back where they fail, undone on request. */
export function useRowActions() {
  const { t } = useTranslation();
  const words = useFieldWords();
  const changes = useRowChanges();
  const expectUndo = useExpectUndo();

  async function wayBack(
    { id, name }: CustomerSummary,
    saving: Promise<RowOutcome | null>,
    label: string,
  ): Promise<UndoOffer | null> {
    const outcome = await saving;
    if (outcome?.kind === 'trouble') tellElsewhere(id, name, outcome.trouble, label);
    if (outcome?.kind !== 'saved') return null;
    const { back, customer } = outcome;
    return {
      message: t('assignedWork.changedOne', { name, label }),
      undo: async () => {
        const undone = await changes.takeBack(customer, back);
        if (undone.kind === 'trouble') throw undoFailure(undone.trouble);
      },
    };
  }

  /** The row tells it itself, unless it is scrolled away or another screen is shown. */
  function tellElsewhere(id: string, name: string, trouble: RowTrouble, label: string): void {
    if (document.getElementById(rowLinkId(id)) !== null) return;
    const note = `row-trouble-${id}`;
    const retry = () => {
      notifications.hide(note);
      insist(id, label);
    };
    notifications.show({
      id: note,
      color: 'red',
      autoClose: false,
      title: name,
      message: (
        <Group justify="space-between">
          {troubleText(words, trouble)}
          <Button size="compact-sm" variant="default" onClick={retry}>
            {insistText(words, trouble)}
          </Button>
        </Group>
      ),
    });
  }

  function insist(id: string, label?: string): void {
    const row = changes.view(id);
    if (row === null || row.trouble === null) return;
    const text = label ?? changedText(row.trouble);
    expectUndo(wayBack(row.customer, changes.insist(id), text));
  }

  function changedText({ change }: RowTrouble): string {
    return [...flattenCustomer(change)]
      .map(([field, value]) =>
        t('assignedWork.chip', { name: fieldLabel(t, field), value: valueText(words, field, value) }),
      )
      .join(', ');
  }

  return {
    edit: (row: CustomerSummary, { label, make }: RowEdit): void => {
      const change = make(row);
      if (setsAnything(row, change)) expectUndo(wayBack(row, changes.apply(row, change), label));
    },
    insist: (id: string) => insist(id),
    dismiss: changes.dismiss,
  };
}

function setsAnything(row: CustomerSummary, change: CustomerChange): boolean {
  const now = new Map<string, unknown>(Object.entries(row));
  return [...flattenCustomer(change)].some(([field, value]) => !sameFieldValue(field, now.get(field), value));
}

/** The row shows who was quicker; the offer to undo only says that it came to nothing. */
export function undoFailure(trouble: RowTrouble): Error {
  if (trouble.kind === 'failed') return trouble.error;
  return outdated();
}
