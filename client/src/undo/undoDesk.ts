/** A change that was made and can be taken back. */
export type UndoOffer = {
  /** What was done, in words: `Due date of Harbour Bakery changed`. */
  readonly message: string;
  /** Takes it back; rejects with why it could not. */
  readonly undo: () => Promise<void>;
};

export type OfferState =
  | { readonly is: 'open' }
  | { readonly is: 'undoing' }
  | { readonly is: 'failed'; readonly error: unknown };

export type ShownOffer = { readonly id: number; readonly message: string; readonly state: OfferState };

export type UndoDesk = {
  readonly offer: (offer: UndoOffer) => void;
  readonly run: (id: number) => void;
  /** Runs the newest that was neither begun nor failed; false when there is none. */
  readonly runNewest: () => boolean;
  readonly dismiss: (id: number) => void;
  /** Stops the clock of every offer while somebody reads or aims at one. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Oldest first; the same array until something changes. */
  readonly shown: () => readonly ShownOffer[];
};

export const OFFER_MILLISECONDS = 10_000;
/** More would cover the page; the oldest goes. */
const MOST = 3;

type Kept = UndoOffer & {
  readonly id: number;
  state: OfferState;
  /** Milliseconds still to be shown, as of `since`. */
  left: number;
  since: number;
  timer: ReturnType<typeof setTimeout> | null;
};

/** Keeps the changes that can still be taken back, each for ten seconds. */
export function createUndoDesk(onUndone: (message: string) => void = () => undefined): UndoDesk {
  const listeners = new Set<() => void>();
  let offers: readonly Kept[] = [];
  let snapshot: readonly ShownOffer[] = [];
  let isPaused = false;
  let lastId = 0;

  function tell(): void {
    snapshot = offers.map(({ id, message, state }) => ({ id, message, state }));
    for (const listener of listeners) listener();
  }

  function stop(kept: Kept): void {
    if (kept.timer === null) return;
    clearTimeout(kept.timer);
    kept.timer = null;
    kept.left -= Date.now() - kept.since;
  }

  function start(kept: Kept): void {
    if (isPaused || kept.timer !== null || kept.state.is !== 'open') return;
    kept.since = Date.now();
    kept.timer = setTimeout(() => dismiss(kept.id), Math.max(kept.left, 0));
  }

  function remove(gone: Kept): void {
    stop(gone);
    offers = offers.filter((kept) => kept !== gone);
    tell();
  }

  function dismiss(id: number): void {
    const gone = offers.find((kept) => kept.id === id);
    if (gone === undefined) return;
    remove(gone);
    // Nothing says that a pointer or the focus left what is gone.
    setPaused(false);
  }

  function offer(of: UndoOffer): void {
    lastId += 1;
    const state: OfferState = { is: 'open' };
    const kept: Kept = { ...of, id: lastId, state, left: OFFER_MILLISECONDS, since: 0, timer: null };
    offers = [...offers, kept];
    start(kept);
    const oldest = offers.find(({ state: its }) => its.is !== 'undoing');
    if (offers.length > MOST && oldest !== undefined) remove(oldest);
    else tell();
  }

  function run(id: number): void {
    const kept = offers.find((candidate) => candidate.id === id);
    if (kept === undefined || kept.state.is === 'undoing') return;
    stop(kept);
    kept.state = { is: 'undoing' };
    tell();
    kept.undo().then(
      () => {
        dismiss(id);
        onUndone(kept.message);
      },
      (error: unknown) => {
        kept.state = { is: 'failed', error };
        tell();
      },
    );
  }

  function runNewest(): boolean {
    const newest = offers.findLast(({ state }) => state.is === 'open');
    if (newest !== undefined) run(newest.id);
    return newest !== undefined;
  }

  function setPaused(wanted: boolean): void {
    isPaused = wanted;
    offers.forEach(wanted ? stop : start);
  }

  return {
    offer,
    run,
    runNewest,
    dismiss,
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shown: () => snapshot,
  };
}
