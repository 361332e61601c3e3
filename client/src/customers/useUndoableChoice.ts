import { outdated } from '../api/errors.ts';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { useCustomer } from './customerContext.ts';
import { fieldCodec } from './fieldCodec.ts';

/** Sets a field at one press and, once that is saved, offers the way back: another save, which the history tells too. */
export function useUndoableChoice() {
  const { customer, mine } = useCustomer();
  const { editing } = mine;
  const offerUndo = useOfferUndo();

  /** Whether the field came to hold the text; not so when a conflict was settled otherwise. */
  async function save(field: string, text: string): Promise<boolean> {
    editing.type(field, text, newest());
    await editing.commit(field);
    return editing.edit(field) === null && fieldCodec(field).toText(newest()) === text;
  }

  function newest() {
    const saved = editing.row();
    return saved !== null && saved.version > customer.version ? saved : customer;
  }

  return async (field: string, text: string, message: string): Promise<void> => {
    const before = fieldCodec(field).toText(newest());
    if (!(await save(field, text))) return;
    offerUndo({
      message,
      undo: async () => {
        if (await save(field, before)) return;
        throw editing.edit(field)?.error ?? outdated();
      },
    });
  };
}
