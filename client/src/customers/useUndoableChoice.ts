import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { useCustomer } from './customerContext.ts';
import { commitWithWayBack } from './wayBack.ts';

/** Sets a field at one press and, once that is saved, offers the way back. */
export function useUndoableChoice() {
  const { customer, mine } = useCustomer();
  const { editing } = mine;
  const offerUndo = useOfferUndo();

  function newest() {
    const saved = editing.row();
    return saved !== null && saved.version > customer.version ? saved : customer;
  }

  return async (field: string, text: string, message: string): Promise<void> => {
    editing.type(field, text, newest());
    const wayBack = await commitWithWayBack(editing, field);
    if (wayBack !== null) offerUndo({ message, undo: wayBack.undo });
  };
}
