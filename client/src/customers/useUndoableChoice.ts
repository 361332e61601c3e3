import { useExpectUndo } from '../undo/useOfferUndo.ts';
import { useCustomer } from './customerContext.ts';
import { commitWithWayBack } from './wayBack.ts';

/** Sets a field at one press and offers the way back. */
export function useUndoableChoice() {
  const { customer, mine } = useCustomer();
  const { editing } = mine;
  const expectUndo = useExpectUndo();

  function newest() {
    const saved = editing.row();
    return saved !== null && saved.version > customer.version ? saved : customer;
  }

  return (field: string, text: string, message: string): void => {
    editing.type(field, text, newest());
    const saving = commitWithWayBack(editing, field);
    expectUndo(saving.then((wayBack) => wayBack && { message, undo: wayBack.undo }));
  };
}
