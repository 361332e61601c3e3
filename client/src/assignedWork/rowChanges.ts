import type { Customer, CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import { outdated } from '../api/errors.ts';
import { type CustomerChange, changedFields, changeFrom } from '../conflicts/customerChange.ts';
import { mergeTags } from '../conflicts/mergeTags.ts';
import { customerState } from '../conflicts/customerState.ts';
import type { Clash } from '../conflicts/rebase.ts';
import type { CustomerSaver, Left, SaveOutcome } from '../customers/customerSaver.ts';
import type { UnsavedEdits } from '../customers/unsavedEdits.ts';
import type { Question } from '../conflicts/question.ts';
import { type CustomerRows, summaryOf } from './customerRows.ts';

/** Why a change of a row did not happen. The row shows what the server has, and this beside it. */
export type RowTrouble = { readonly change: CustomerChange } & (
  | { readonly kind: 'failed'; readonly error: Error }
  /** Somebody else changed the same fields meanwhile. */
  | { readonly kind: 'clash'; readonly clashes: readonly Clash[] }
);

export type RowOutcome =
  | {
      readonly kind: 'saved';
      /** As this save left it, even when others have changed it since: what is undone on it overwrites nobody. */
      readonly customer: CustomerSummary;
      /** What sets the changed fields back to what they were. */
      readonly back: CustomerChange;
    }
  | { readonly kind: 'trouble'; readonly trouble: RowTrouble };

/** A row as it is shown: the newest known, with what is on its way. */
export type RowView = {
  readonly customer: CustomerSummary;
  readonly isSaving: boolean;
  readonly trouble: RowTrouble | null;
};

export type ApplyOptions = {
  /** Whether it shows before the server has it; true unless told otherwise. */
  readonly isOptimistic?: boolean;
};

/**
 * Changes of single fields made in a list. They live as long as the page is loaded, whatever screen is shown; one that
 * finds no server waits for it, and those made of the same customer after it wait behind it.
 */
export type RowChanges = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly view: (id: string) => RowView | null;
  /** Sets fields of a row as the person saw it. */
  readonly apply: (
    seen: CustomerSummary,
    change: CustomerChange,
    options?: ApplyOptions,
  ) => Promise<RowOutcome>;
  /** Sets fields back, unless they are being set anew: that was wanted later. */
  readonly takeBack: (
    saved: CustomerSummary,
    back: CustomerChange,
    options?: ApplyOptions,
  ) => Promise<RowOutcome>;
  /** Tries what failed once more, or sets the fields in spite of what somebody else set them to. */
  readonly insist: (id: string) => Promise<RowOutcome | null>;
  readonly dismiss: (id: string) => void;
  /** What found no server and is not saved yet; the same array until something changes. */
  readonly unsaved: () => readonly UnsavedEdits[];
  /** Why something waits for the server at the moment, or null. */
  readonly heldBy: () => Error | null;
  /** The server may be there again: sends what waits for it. */
  readonly tryAgain: () => void;
};

export type RowChangesParts = {
  readonly rows: CustomerRows;
  readonly makeSaver: (
    ask: (question: Question) => Promise<null>,
    /** Holds a save that found no server until it is worth another try. */
    untilServer: (error: Error) => Promise<true>,
  ) => CustomerSaver;
  readonly onSaved: (customer: CustomerSummary) => void;
};

type Doing = { readonly change: CustomerChange; readonly isOptimistic: boolean };
type Held = { readonly error: Error; readonly goOn: () => void };
/** What is still wanted, and the row it was meant for. */
type Kept = { readonly left: Left; readonly trouble: RowTrouble };
type Drawn = {
  readonly row: CustomerSummary;
  readonly changes: readonly Doing[] | undefined;
  readonly kept: Kept | undefined;
  readonly view: RowView;
};

export function createRowChanges({ rows, makeSaver, onSaved }: RowChangesParts): RowChanges {
  const savers = new Map<string, CustomerSaver>();
  const asked = new Map<string, Question>();
  const doing = new Map<string, readonly Doing[]>();
  /** Those of one row are about different fields, the newest last. */
  const troubles = new Map<string, readonly Kept[]>();
  const drawn = new Map<string, Drawn>();
  const held = new Map<string, Held>();
  /** The customers whose change found no server, until it is answered. */
  const unheard = new Set<string>();
  let unsaved: readonly UnsavedEdits[] = [];
  const listeners = new Set<() => void>();
  rows.subscribe(tell);

  function tell(): void {
    for (const listener of listeners) listener();
  }

  function saverOf(id: string): CustomerSaver {
    const known = savers.get(id);
    if (known !== undefined) return known;
    const ask = (question: Question) => {
      asked.set(id, question);
      return Promise.resolve(null);
    };
    const saver = makeSaver(ask, (error) => untilServer(id, error));
    savers.set(id, saver);
    return saver;
  }

  function untilServer(id: string, error: Error): Promise<true> {
    return new Promise((resolve) => {
      held.set(id, { error, goOn: () => resolve(true) });
      unheard.add(id);
      countUnsaved();
      tell();
    });
  }

  function countUnsaved(): void {
    if (unheard.size === 0 && unsaved.length === 0) return;
    unsaved = [...unheard].map((id) => {
      const fields = new Set(doing.get(id)?.flatMap(({ change }) => changedFields(change)));
      const edits = [...fields].map((field) => ({ field, why: 'lost' as const, text: '', error: null }));
      return { customerId: id, customerName: rows.find(id)?.name ?? '', edits };
    });
  }

  function begin(id: string, mine: Doing): void {
    doing.set(id, [...(doing.get(id) ?? []), mine]);
    countUnsaved();
    tell();
  }

  function end(id: string, mine: Doing): void {
    const others = doing.get(id)?.filter((other) => other !== mine) ?? [];
    if (others.length === 0) doing.delete(id);
    else doing.set(id, others);
    unheard.delete(id);
    countUnsaved();
    tell();
  }

  function setTroubles(id: string, kept: readonly Kept[]): void {
    if (kept.length === 0) troubles.delete(id);
    else troubles.set(id, kept);
    tell();
  }

  const lastTrouble = (id: string) => troubles.get(id)?.at(-1);

  /** Those that are not about any of these fields: what is wanted anew is not wanted as before. */
  function otherTroubles(id: string, change: CustomerChange): readonly Kept[] {
    const fields = new Set(changedFields(change));
    const isOther = ({ left }: Kept) => !changedFields(left.change).some((field) => fields.has(field));
    return (troubles.get(id) ?? []).filter(isOther);
  }

  /** The same object until something of it changes, so that only the rows concerned are drawn again. */
  function view(id: string): RowView | null {
    const row = rows.find(id);
    if (row === undefined) return null;
    const [changes, kept, last] = [doing.get(id), lastTrouble(id), drawn.get(id)];
    if (last?.row === row && last.changes === changes && last.kept === kept) return last.view;
    const seen = changes?.filter(({ isOptimistic }) => isOptimistic) ?? [];
    const customer = seen.reduce((shown, { change }) => withChange(shown, change), row);
    const made = { customer, isSaving: seen.length > 0, trouble: kept?.trouble ?? null };
    drawn.set(id, { row, changes, kept, view: made });
    return made;
  }

  /** A row as the server had it: what is seen may show changes that are still on their way. */
  function asStored(seen: CustomerSummary): CustomerSummary {
    const known = rows.find(seen.id);
    return known?.version === seen.version ? known : seen;
  }

  async function send(left: Left, seen: CustomerSummary, isOptimistic: boolean): Promise<RowOutcome> {
    const { base, change } = left;
    const { id } = base;
    const mine: Doing = { change, isOptimistic };
    setTroubles(id, otherTroubles(id, change));
    begin(id, mine);
    const outcome = await saverOf(id)
      .save(base, change)
      .catch((error: unknown) => refusal(error, left));
    if (outcome.kind === 'saved') rows.learn([summaryOf(outcome.customer)]);
    end(id, mine);
    if (outcome.kind === 'saved') {
      const customer = summaryOf(outcome.customer);
      onSaved(rows.find(id) ?? customer);
      const back = changeFrom(customerState(asCustomer(seen)), changedFields(change));
      return { kind: 'saved', customer, back };
    }
    const trouble = troubleOf(change, outcome, asked.get(id));
    asked.delete(id);
    setTroubles(id, [...otherTroubles(id, change), { left: outcome.left, trouble }]);
    return { kind: 'trouble', trouble };
  }

  function apply(seen: CustomerSummary, change: CustomerChange, { isOptimistic = true }: ApplyOptions = {}) {
    return send({ base: asCustomer(asStored(seen)), change }, seen, isOptimistic);
  }

  function isSetting(id: string, fields: readonly string[]): boolean {
    const set = doing.get(id)?.flatMap(({ change }) => changedFields(change)) ?? [];
    return set.some((field) => fields.includes(field));
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    view,
    apply,
    async takeBack(saved, back, options) {
      if (isSetting(saved.id, changedFields(back)))
        return { kind: 'trouble', trouble: { kind: 'failed', change: back, error: outdated() } };
      const now = rows.find(saved.id) ?? saved;
      if (back.tags === undefined || sameFieldValue('tags', now.tags, saved.tags))
        return apply(saved, back, options);
      // What was done to the tags since stays: only what this save did to them is taken back.
      return apply(now, { ...back, tags: mergeTags(saved.tags, back.tags, now.tags) }, options);
    },
    insist(id) {
      const kept = lastTrouble(id);
      if (kept === undefined) return Promise.resolve(null);
      const { left, trouble } = kept;
      const now = rows.find(id) ?? summaryOf(left.base);
      // What failed is sent on its old base again: if it did arrive, its key finds the answer.
      const base = trouble.kind === 'clash' ? asCustomer(now) : left.base;
      return send({ base, change: left.change }, now, true);
    },
    dismiss: (id) => setTroubles(id, (troubles.get(id) ?? []).slice(0, -1)),
    unsaved: () => unsaved,
    heldBy: () => held.values().next().value?.error ?? null,
    tryAgain() {
      const all = [...held.values()];
      held.clear();
      for (const { goOn } of all) goOn();
    },
  };
}

/** A save that did not end well, as far as a row is concerned. */
type Unsaved = { readonly kind: 'undecided' } | { readonly kind: 'refused' | 'lost'; readonly error: Error };

function troubleOf(change: CustomerChange, outcome: Unsaved, question: Question | undefined): RowTrouble {
  if (outcome.kind === 'undecided') return { kind: 'clash', change, clashes: question?.clashes ?? [] };
  return { kind: 'failed', change, error: outcome.error };
}

/**
 * Lists carry neither notes nor custom values, and a change of a row sets neither: that they look empty here
 * can at most make others' notes count as changed meanwhile, which the saver takes over anyway.
 */
function asCustomer(row: CustomerSummary): Customer {
  return { ...row, notes: row.notes ?? '', fields: {} };
}

function withChange(
  row: CustomerSummary,
  { fields: _, notes: __, ...change }: CustomerChange,
): CustomerSummary {
  return { ...row, ...change };
}

function refusal(error: unknown, left: Left): SaveOutcome {
  return { kind: 'refused', error: error instanceof Error ? error : new Error(String(error)), left };
}
