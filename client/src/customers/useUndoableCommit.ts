import { useTranslation } from 'react-i18next';
import type { UndoOffer } from '../undo/undoDesk.ts';
import { useExpectUndo } from '../undo/useOfferUndo.ts';
import { useCustomer } from './customerContext.ts';
import { fieldLabel, valueText } from './fieldText.ts';
import { heldValue } from './heldValue.ts';
import { commitWithWayBack } from './wayBack.ts';

/** Saves what is chosen in a field, says so once it is saved, and offers the way back. */
export function useUndoableCommit(field: string): () => void {
  const { t } = useTranslation();
  const { mine, words } = useCustomer();
  const expectUndo = useExpectUndo();

  async function save(): Promise<UndoOffer | null> {
    const wayBack = await commitWithWayBack(mine.editing, field);
    if (wayBack === null) return null;
    const { row, undo } = wayBack;
    const value = valueText(words, field, heldValue(row, field));
    const label = fieldLabel(t, field, words.customFields);
    return { message: t('customers.changed', { name: row.name, field: label, value }), undo };
  }

  return () => expectUndo(save());
}
