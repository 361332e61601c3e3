import { NetworkError, ProblemError, problemOf } from '../api/errors.ts';
import type { CustomerEditing, FieldEdit } from './customerEditing.ts';
import type { Drafts, EditDraft } from './drafts.ts';

/** An edit that is neither being typed nor on its way. */
export type UnsavedEdit = {
  readonly field: string;
  /** `lost`: no answer, it is sent again by itself. The others need the person; `restored`: it was never sent. */
  readonly why: 'lost' | 'refused' | 'undecided' | 'restored';
  readonly text: string;
  readonly error: Error | null;
};

/** Those of one customer; never none. */
export type UnsavedEdits = {
  readonly customerId: string;
  readonly customerName: string;
  readonly edits: readonly UnsavedEdit[];
};

/** What is unsaved of a customer that is open in this window. */
export function unsavedOf(customerId: string, { fields, edit }: CustomerEditing): UnsavedEdits[] {
  return unsavedEdits(customerId, fields(), edit);
}

/** What is unsaved of a customer that was not opened since the page was loaded. */
export function unsavedInStorage(customerId: string, { fields, peek }: Drafts): UnsavedEdits[] {
  return unsavedEdits(customerId, fields(), (field) => {
    const draft = peek(field);
    return draft === null ? null : restoredEdit(draft);
  });
}

function unsavedEdits(
  customerId: string,
  fields: readonly string[],
  editOf: (field: string) => FieldEdit | null,
): UnsavedEdits[] {
  const found = fields.flatMap((field) => {
    const edit = editOf(field);
    const why = edit === null ? null : whyUnsaved(edit);
    if (edit === null || why === null) return [];
    const { text, error, base } = edit;
    return [{ name: base.name, edit: { field, why, text, error } }];
  });
  const [first] = found;
  if (first === undefined) return [];
  return [{ customerId, customerName: first.name, edits: found.map(({ edit }) => edit) }];
}

function whyUnsaved({ phase, isLost }: FieldEdit): UnsavedEdit['why'] | null {
  if (phase === 'failed') return isLost ? 'lost' : 'refused';
  return phase === 'undecided' || phase === 'restored' ? phase : null;
}

/** How the last save of an edit ended, for after a reload. */
export function endOf({ phase, isLost, error }: FieldEdit): EditDraft['ended'] {
  if (phase === 'undecided') return { is: 'undecided' };
  if (phase !== 'failed') return null;
  return isLost ? { is: 'lost' } : { is: 'refused', problem: problemOf(error) };
}

/** The edit that a draft stands for, as it stood when the page was left. */
export function restoredEdit({ ended, ...draft }: EditDraft): FieldEdit {
  const before = { ...draft, error: null, isLost: false };
  if (ended?.is === 'undecided') return { ...before, phase: 'undecided' };
  if (ended?.is === 'refused') {
    const { problem } = ended;
    const error = problem === null ? new Error('refused before a reload') : new ProblemError(problem);
    return { ...before, phase: 'failed', error };
  }
  // Sent and not typed on since: the page went before an answer came.
  if (ended?.is === 'lost' || draft.sent === draft.text)
    return { ...before, phase: 'failed', error: new NetworkError('left before an answer'), isLost: true };
  return { ...before, phase: 'restored' };
}
