import type { Customer } from '@caseload/shared/customers/customer.ts';
import { diffCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { customerState } from '../conflicts/customerState.ts';
import type { TheirChange } from '../conflicts/rebase.ts';
import type { CustomerSaver, SaveOutcome } from './customerSaver.ts';
import type { Drafts } from './drafts.ts';
import { fieldCodec } from './fieldCodec.ts';

/** What one person is doing to one field. There is none while the field simply shows the customer. */
export type FieldEdit = {
  readonly text: string;
  /** The customer the text was typed against. */
  readonly base: Customer;
  /** `restored`: typed before the page was loaded. `undecided`: in conflict, the question was put off. */
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
  /** Drops what was typed; not while it is being saved. */
  readonly revert: (field: string) => void;
  /** Sends again what failed without an answer. */
  readonly retryLost: () => void;
};

export type EditingParts = {
  readonly saver: CustomerSaver;
  readonly drafts: Drafts;
  readonly now: () => Date;
  /** Called after each save with what others changed meanwhile. */
  readonly onSaved: (takenOver: readonly TheirChange[]) => void;
  /** Called when the server refused: what is shown may be out of date. */
  readonly onRefused: (error: Error) => void;
};

/** The edits of one person to one customer. It outlives the page, so that leaving it loses nothing. */
export function createCustomerEditing(parts: EditingParts): CustomerEditing {
  const { saver, drafts, now } = parts;
  const edits = new Map<string, FieldEdit>(restoredEdits(drafts, saver));
  const saved = new Map<string, number>();
  const sending = new Map<string, string>();
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
    const { text, base, sent, typedAt } = edit;
    drafts.write(field, { text, base, sent, typedAt });
    put(field, edit);
  }

  function forget(field: string, text: string): void {
    drafts.drop(field, text);
    put(field, null);
  }

  function type(field: string, text: string, shown: Customer): void {
    const edit = edits.get(field);
    const typedAt = now().toISOString();
    saved.delete(field);
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
    if (edit === undefined || sending.get(field) === edit.text) return;
    const { text, base } = edit;
    const change = fieldCodec(field).toChange(text, base);
    if (change === null) return;
    const isChanged =
      text !== fieldCodec(field).toText(base) && diffCustomer(customerState(base), change).length > 0;
    // What was sent and never answered may have arrived, so even the old value has to be sent after it.
    if (!isChanged && edit.sent === null) return forget(field, text);
    sending.set(field, text);
    keep(field, { ...edit, phase: 'saving', error: null, isLost: false, sent: text });
    const outcome = await saver.save(base, change).catch(asRefusal);
    if (sending.get(field) === text) sending.delete(field);
    settle(field, text, outcome);
  }

  function settle(field: string, text: string, outcome: SaveOutcome): void {
    const edit = edits.get(field);
    const isLatest = edit?.text === text;
    news = { field, kind: outcome.kind };
    if (outcome.kind === 'saved') {
      saved.set(field, now().getTime());
      row = outcome.customer;
      if (edit === undefined || isLatest) forget(field, text);
      else keep(field, { ...edit, base: saver.advance(edit.base), sent: sending.get(field) ?? null });
      parts.onSaved(outcome.takenOver);
      return;
    }
    if (outcome.kind === 'refused') parts.onRefused(outcome.error);
    if (edit === undefined) return;
    const sent = outcome.kind === 'lost' ? edit.sent : (sending.get(field) ?? null);
    if (!isLatest) return keep(field, { ...edit, sent });
    if (outcome.kind === 'undecided') return keep(field, { ...edit, phase: 'undecided', sent });
    keep(field, { ...edit, phase: 'failed', error: outcome.error, isLost: outcome.kind === 'lost', sent });
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: (field) => edits.get(field) ?? null,
    savedAt: (field) => saved.get(field) ?? null,
    row: () => row,
    news: () => news,
    fields: () => fields,
    type,
    commit,
    revert(field) {
      const edit = edits.get(field);
      if (edit !== undefined && !sending.has(field)) forget(field, edit.text);
    },
    retryLost() {
      for (const [field, edit] of edits) if (edit.isLost) void commit(field);
    },
  };
}

function restoredEdits(drafts: Drafts, saver: CustomerSaver): [string, FieldEdit][] {
  return drafts.fields().flatMap((field): [string, FieldEdit][] => {
    const draft = drafts.read(field);
    if (draft === null) return [];
    const sent = draft.sent === null ? null : fieldCodec(field).toChange(draft.sent, draft.base);
    if (sent !== null) saver.mayHaveArrived(sent);
    return [[field, { ...draft, phase: 'restored', error: null, isLost: false }]];
  });
}

function asRefusal(error: unknown): SaveOutcome {
  return { kind: 'refused', error: error instanceof Error ? error : new Error(String(error)) };
}
