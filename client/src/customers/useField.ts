import type { Customer } from '@caseload/shared/customers/customer.ts';
import { useState, useSyncExternalStore } from 'react';
import { useCustomer } from './customerContext.ts';
import type { FieldEdit } from './customerEditing.ts';
import { fieldCodec } from './fieldCodec.ts';
import { useUndoableCommit } from './useUndoableCommit.ts';

/** One field of the customer in view: what to show, what is going on with it, and what can be done. */
export type Field = {
  readonly name: string;
  /** What the control shows: what is typed, else what the customer holds. */
  readonly text: string;
  readonly edit: FieldEdit | null;
  /** Milliseconds; null when it was not saved since the page was opened. */
  readonly savedAt: number | null;
  readonly isSaving: boolean;
  /** The text that Esc put away, to be brought back. */
  readonly putAway: string | null;
  readonly type: (text: string) => void;
  readonly commit: () => void;
  /** Sets a value, saves it at once, and offers to take it back: for controls without typing. */
  readonly choose: (text: string) => void;
  readonly revert: () => void;
  readonly bringBack: () => void;
  /** For the control: what is shown stays still while it has the focus. */
  readonly onFocus: () => void;
  /** Leaving saves what was typed, unless a question over the page took the focus away in the middle of it. */
  readonly onLeave: (isComplete?: boolean) => void;
};

/** Fields that are rather chosen than written: their saves can be taken back, typed or picked. */
const OFFERED: ReadonlySet<string> = new Set([
  'status',
  'priority',
  'assignedTo',
  'dueAt',
  'followUpAt',
  'tags',
]);

/** What the control showed when it got the focus, or when its own save ended since. */
type Held = { readonly row: Customer; readonly savedAt: number | null };

export function useField(name: string): Field {
  const { customer, mine } = useCustomer();
  const { editing } = mine;
  const [held, setHeld] = useState<Held | null>(null);
  const [putAway, setPutAway] = useState<string | null>(null);
  const edit = useSyncExternalStore(editing.subscribe, () => editing.edit(name));
  const savedAt = useSyncExternalStore(editing.subscribe, () => editing.savedAt(name));
  if (held !== null && held.savedAt !== savedAt) setHeld({ row: customer, savedAt });
  // Text must not change under the cursor, and what is typed was typed against what was shown.
  const shown = held !== null && held.savedAt === savedAt ? held.row : customer;
  const type = (text: string) => {
    setPutAway(null);
    editing.type(name, text, shown);
  };
  const commitUndoably = useUndoableCommit(name);
  const commit = () => (OFFERED.has(name) ? commitUndoably() : void editing.commit(name));
  return {
    name,
    text: edit?.text ?? fieldCodec(name).toText(shown),
    edit,
    savedAt,
    isSaving: edit?.phase === 'saving',
    putAway,
    type,
    commit,
    choose(text) {
      type(text);
      commitUndoably();
    },
    revert() {
      if (edit === null || edit.phase === 'saving') return;
      setPutAway(edit.text);
      editing.revert(name);
    },
    bringBack: () => putAway !== null && type(putAway),
    onFocus: () => setHeld({ row: customer, savedAt }),
    onLeave(isComplete = true) {
      setHeld(null);
      if (isComplete && edit?.phase === 'typing' && mine.questions.open() === null) commit();
    },
  };
}
