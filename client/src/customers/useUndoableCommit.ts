import { useTranslation } from 'react-i18next';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { useCustomer } from './customerContext.ts';
import { fieldLabel, valueText } from './fieldText.ts';
import { heldValue } from './heldValue.ts';
import { commitWithWayBack } from './wayBack.ts';

/** Saves what is chosen in a field and, once it is saved, says so and offers the way back. */
export function useUndoableCommit(field: string): () => Promise<void> {
  const { t } = useTranslation();
  const { mine, words } = useCustomer();
  const offerUndo = useOfferUndo();
  return async () => {
    const wayBack = await commitWithWayBack(mine.editing, field);
    if (wayBack === null) return;
    const { row, undo } = wayBack;
    const value = valueText(words, field, heldValue(row, field));
    const label = fieldLabel(t, field, words.customFields);
    offerUndo({ message: t('customers.changed', { name: row.name, field: label, value }), undo });
  };
}
