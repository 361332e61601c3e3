import type { Customer } from '@caseload/shared/customers/customer.ts';
import { CUSTOM_FIELD_PREFIX, diffCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { applyChange, type CustomerChange, changedFields } from '../conflicts/customerChange.ts';
import { customerState } from '../conflicts/customerState.ts';
import { mergeTexts } from '../conflicts/mergeTexts.ts';
import type { CustomerSaver, Left, SaveOutcome } from './customerSaver.ts';
import type { Drafts, EditDraft } from './drafts.ts';
import { exactText } from './exactText.ts';
import { fieldCodec } from './fieldCodec.ts';
import { endOf, restoredEdit } from './unsavedEdits.ts';

/** What one person is doing to one field. There is none while the field simply shows the customer. */
export type FieldEdit = {
  readonly text: string;
  /** The customer the text was typed against. */
  readonly base: Customer;
  /** `restored`: typed before the page was loaded or left. `undecided`: in conflict, the question was put off. */
  readonly phase: 'typing' | 'restored' | 'saving' | 'failed' | 'undecided';
  /** Why it failed. */
  readonly error: Error | null;
  /** Whether it failed without an answer, so that trying again by itself makes sense. */
  readonly isLost: boolean;
  /** What was sent without hearing the outcome. */
  readonly sent: string | null;
  readonly typedAt: string;
};

export type FieldNews = { readonly field: string; readonly kind: SaveOutcome['kind'] };

export type CustomerEditing = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly edit: (field: string) => FieldEdit | null;
  /** Whether the edit is in the browser's storage, or on its way there. */
  readonly isKept: (field: string) => boolean;
  /** When the field was last saved, in milliseconds; null when it was not. */
  readonly savedAt: (field: string) => number | null;
  /** The customer as our last save left it; it may be newer than what was read. */
  readonly row: () => Customer | null;
  /** The newest thing to tell about any field; a new object each time. */
  readonly news: () => FieldNews | null;
  /** The fields with an edit. */
  readonly fields: () => readonly string[];
  readonly type: (field: string, text: string, shown: Customer) => void;
  readonly commit: (field: string) => Promise<void>;
  /** Remembers, for after a reload, what the text asked about has become in the question. */
  readonly amend: (change: CustomerChange, asked: CustomerChange) => void;
  /** Goes on with text typed on another device, unless there is text here already. */
  readonly adopt: (field: string, draft: EditDraft) => void;
  /** Drops what was typed; not while it is being saved. */
  readonly revert: (field: string) => void;
  /** The page went, perhaps from under the cursor: what was being typed is not saved, but offered again. */
  readonly leave: () => void;
  /** Sends again what failed without an answer. */
  readonly retryLost: () => void;
  /** Drops what was restored and another window of this browser has settled or gone on with since. */
  readonly forgetSettled: () => void;
};

export type EditingParts = {
  readonly saver: CustomerSaver;
  readonly drafts: Drafts;
  readonly now: () => Date;
  /** Called after each save with what changed meanwhile. */
  readonly onSaved: (outcome: Extract<SaveOutcome, { kind: 'saved' }>) => void;
  /** Called when the server refused: what is shown may be out of date. */
  readonly onRefused: (error: Error) => void;
};

/** The edits of one person to one customer. It outlives the page, so that leaving it loses nothing. */
export function createCustomerEditing(parts: EditingParts): CustomerEditing {
  const { saver, drafts, now } = parts;
  const edits = new Map<string, FieldEdit>(restoredEdits(drafts, saver));
  /** Those that nobody has typed into since. */
  const untouched = new Set(edits.keys());
  const saved = new Map<string, number>();
  /** The newest save of each field on its way. One text may be sent twice, so saves are told apart as objects. */
  const sending = new Map<string, { readonly text: string }>();
  /** What a text on its way has become in a question about it, until that save has ended. */
  const amended = new Map<string, { readonly asked: string; readonly edited: string }>();
  const listeners = new Set<() => void>();
  let fields: readonly string[] = [...edits.keys()];
  let news: FieldNews | null = null;
  let row: Customer | null = null;

  function put(field: string, edit: FieldEdit | null): void {
    if (edit === null) edits.delete(field);
    else edits.set(field, edit);
    if (edit === null || !fields.includes(field)) fields = [...edits.keys()];
    for (const listener of listeners) listener();
  }

  function keep(field: string, edit: FieldEdit): void {
    keepDraft(field, edit);
    put(field, edit);
  }

  /** The field may have been typed on after what is asked about was sent. */
  function keepDraft(field: string, edit: FieldEdit): void {
    const { text, base, sent, typedAt } = edit;
    const { asked, edited } = amended.get(field) ?? { asked: text, edited: text };
    drafts.write(field, { text: mergeTexts(asked, text, edited), base, sent, ended: endOf(edit), typedAt });
  }

  function forget(field: string): void {
    drafts.drop(field);
    put(field, null);
  }

  function amend(change: CustomerChange, asked: CustomerChange): void {
    for (const field of changedFields(change)) {
      const edit = edits.get(field);
      if (edit === undefined) continue;
      const textOf = (set: CustomerChange) => fieldCodec(field).toText(applyChange(edit.base, set));
      amended.set(field, { asked: textOf(asked), edited: textOf(change) });
      keepDraft(field, edit);
    }
  }

  function type(field: string, text: string, shown: Customer): void {
    const edit = edits.get(field);
    const typedAt = now().toISOString();
    saved.delete(field);
    untouched.delete(field);
    const base = edit?.base ?? shown;
    keep(field, {
      text,
      base,
      phase: 'typing',
      error: null,
      isLost: false,
      sent: edit?.sent ?? null,
      typedAt,
    });
  }

  async function commit(field: string): Promise<void> {
    const edit = edits.get(field);
    if (edit === undefined || sending.get(field)?.text === edit.text) return;
    const { text, base } = edit;
    const change = fieldCodec(field).toChange(text, base);
    if (change === null) return;
    const isChanged =
      text !== fieldCodec(field).toText(base) && diffCustomer(customerState(base), change).length > 0;
    // What was sent and never answered may have arrived, so even the old value has to be sent after it.
    if (!isChanged && edit.sent === null) return forget(field);
    const save = { text };
    sending.set(field, save);
    keep(field, { ...edit, phase: 'saving', error: null, isLost: false, sent: text });
    const outcome = await saver
      .save(base, change)
      .catch((error: unknown) => asRefusal(error, { base, change }));
    const isNewest = sending.get(field) === save;
    if (isNewest) sending.delete(field);
    settle(field, text, isNewest, outcome);
  }

  function settle(field: string, text: string, isNewest: boolean, outcome: SaveOutcome): void {
    const edit = edits.get(field);
    const isLatest = isNewest && edit?.text === text;
    news = { field, kind: outcome.kind };
    amended.delete(field);
    if (outcome.kind === 'saved') {
      saved.set(field, now().getTime());
      row = outcome.customer;
      if (edit === undefined || isLatest) forget(field);
      else keep(field, { ...edit, base: saver.advance(edit.base), sent: sending.get(field)?.text ?? null });
      parts.onSaved(outcome);
      return;
    }
    if (outcome.kind === 'refused') parts.onRefused(outcome.error);
    if (edit === undefined) return;
    const left = leftOf(field, text, outcome.left);
    if (!isLatest) {
      const sent = outcome.kind === 'lost' ? edit.sent : (sending.get(field)?.text ?? null);
      return keep(field, { ...edit, ...goneOn(field, edit, text, left), sent });
    }
    if (outcome.kind === 'undecided')
      return keep(field, { ...edit, ...left, phase: 'undecided', error: null, isLost: false, sent: null });
    const { error } = outcome;
    const isLost = outcome.kind === 'lost';
    keep(field, { ...edit, ...left, phase: 'failed', error, isLost, sent: isLost ? left.text : null });
  }

  /** What a save that did not end well still wanted, choices made on the way included, and the row it was for. */
  function leftOf(field: string, text: string, { base, change }: Left): Pick<FieldEdit, 'text' | 'base'> {
    if (!changedFields(change).includes(field)) return { text, base };
    const wanted = exactText(field, applyChange(base, change), base);
    return { text: standsForTheSame(field, base, wanted, text) ? text : wanted, base };
  }

  /** What was typed meanwhile, with what became of the text it was typed on. */
  function goneOn(field: string, edit: FieldEdit, text: string, left: Pick<FieldEdit, 'text' | 'base'>) {
    if (left.text === text || !isText(field, left.base)) return {};
    return { text: mergeTexts(text, edit.text, left.text), base: left.base, phase: 'restored' } as const;
  }

  function forgetSettled(): void {
    for (const field of untouched) {
      const edit = edits.get(field);
      if (edit === undefined || sending.has(field)) continue;
      if (drafts.peek(field)?.typedAt !== edit.typedAt) put(field, null);
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: (field) => edits.get(field) ?? null,
    isKept: (field) => drafts.peek(field)?.text === edits.get(field)?.text,
    savedAt: (field) => saved.get(field) ?? null,
    row: () => row,
    news: () => news,
    fields: () => fields,
    type,
    commit,
    amend,
    adopt(field, draft) {
      if (!edits.has(field)) keep(field, { ...draft, phase: 'restored', error: null, isLost: false });
    },
    revert(field) {
      if (edits.has(field) && !sending.has(field)) forget(field);
    },
    leave() {
      for (const [field, edit] of edits)
        if (edit.phase === 'typing') keep(field, { ...edit, phase: 'restored' });
    },
    retryLost() {
      forgetSettled();
      for (const [field, edit] of edits) if (edit.isLost) void commit(field);
    },
    forgetSettled,
  };
}

function restoredEdits(drafts: Drafts, saver: CustomerSaver): [string, FieldEdit][] {
  return drafts.fields().flatMap((field): [string, FieldEdit][] => {
    const draft = drafts.read(field);
    if (draft === null) return [];
    const sent = draft.sent === null ? null : fieldCodec(field).toChange(draft.sent, draft.base);
    if (sent !== null) saver.mayHaveArrived(sent);
    return [[field, restoredEdit(draft)]];
  });
}

/** Fields whose text can be merged word by word. */
function isText(field: string, { fields }: Customer): boolean {
  return field === 'notes' || typeof fields[field.slice(CUSTOM_FIELD_PREFIX.length)] === 'string';
}

/** So that what was typed can stay as it was typed. */
function standsForTheSame(field: string, base: Customer, one: string, other: string): boolean {
  const codec = fieldCodec(field);
  return (
    one === other || JSON.stringify(codec.toChange(one, base)) === JSON.stringify(codec.toChange(other, base))
  );
}

function asRefusal(error: unknown, left: Left): SaveOutcome {
  return { kind: 'refused', error: error instanceof Error ? error : new Error(String(error)), left };
}
