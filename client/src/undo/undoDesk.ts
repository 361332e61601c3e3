/** A change that was made and can be taken back. */
export type UndoOffer = {
  /** What was done, in words: `Due date of Harbour Bakery changed`. */
  readonly message: string;
  /** Takes it back; rejects with why it could not. */
  readonly undo: () => Promise<void>;
};

/** `wanted`: to be taken back as soon as the server has answered the change itself. */
export type OfferState =
  | { readonly is: 'open' | 'wanted' | 'undoing' }
  | { readonly is: 'failed'; readonly error: unknown };

export type ShownOffer = {
  readonly id: number;
  /** Null while the change is on its way. */
  readonly message: string | null;
  readonly state: OfferState;
};

export type UndoDesk = {
  readonly offer: (offer: UndoOffer) => void;
  /**
   * Tells of a change on its way, which can be wanted back before it is answered.
   * @param coming null when nothing was changed
   */
  readonly expect: (coming: Promise<UndoOffer | null>) => void;
  readonly run: (id: number) => void;
  /** Runs the newest that was neither begun nor failed, also when it is still on its way; false when there is none. */
  readonly runNewest: () => boolean;
  /** Whether there is one that `runNewest` would run. */
  readonly canRun: () => boolean;
  /** Puts an offer away; what is only wanted back is not wanted back any more. */
  readonly dismiss: (id: number) => void;
  /** Wants nothing back that is still on its way. */
  readonly stopWanting: () => void;
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

type Kept = {
  readonly id: number;
  /** Null while the change is on its way. */
  made: UndoOffer | null;
  /** `coming`: on its way, which is not shown. */
  state: OfferState | { readonly is: 'coming' };
  /** Milliseconds still to be shown, as of `since`. */
  left: number;
  since: number;
  timer: ReturnType<typeof setTimeout> | null;
};

/** Keeps the changes that can still be taken back, each for ten seconds. */
export function createUndoDesk(onUndone: (message: string) => void = () => undefined): UndoDesk {
  const listeners = new Set<() => void>();
  /** In the order in which they were made, which is not always that of their answers. */
  let changes: readonly Kept[] = [];
  /** To be taken back, in the order in which that was asked for. */
  let queue: readonly Kept[] = [];
  let snapshot: readonly ShownOffer[] = [];
  let isTakingBack = false;
  let isPaused = false;
  let lastId = 0;

  function tell(): void {
    snapshot = changes.flatMap(({ id, made, state }) =>
      state.is === 'coming' ? [] : [{ id, message: made?.message ?? null, state }],
    );
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
    changes = changes.filter((kept) => kept !== gone);
    tell();
  }

  function dismiss(id: number): void {
    const gone = changes.find((kept) => kept.id === id);
    if (gone === undefined) return;
    if (gone.state.is === 'wanted') stopWanting([gone]);
    else remove(gone);
    // Nothing says that a pointer or the focus left what is gone.
    setPaused(false);
  }

  function stopWanting(those: readonly Kept[]): void {
    for (const kept of those) kept.state = { is: 'coming' };
    queue = queue.filter((kept) => !those.includes(kept));
    tell();
    takeBackNext();
  }

  function begin(): Kept {
    lastId += 1;
    const state = { is: 'coming' } as const;
    const kept: Kept = { id: lastId, made: null, state, left: OFFER_MILLISECONDS, since: 0, timer: null };
    changes = [...changes, kept];
    return kept;
  }

  function arrive(kept: Kept, made: UndoOffer | null): void {
    if (made === null) {
      queue = queue.filter((other) => other !== kept);
      remove(kept);
    } else {
      kept.made = made;
      kept.state = { is: kept.state.is === 'wanted' ? 'undoing' : 'open' };
      start(kept);
      makeRoom();
    }
    takeBackNext();
  }

  function makeRoom(): void {
    const shown = changes.filter(({ state }) => state.is !== 'coming');
    const oldest = shown.find(({ state }) => state.is === 'open' || state.is === 'failed');
    if (shown.length > MOST && oldest !== undefined) remove(oldest);
    else tell();
  }

  function expect(coming: Promise<UndoOffer | null>): void {
    const kept = begin();
    tell();
    void coming.then(
      (made) => arrive(kept, made),
      (error: unknown) => {
        arrive(kept, null);
        throw error;
      },
    );
  }

  function run(id: number): void {
    const kept = changes.find((candidate) => candidate.id === id);
    if (kept === undefined || queue.includes(kept)) return;
    stop(kept);
    kept.state = { is: kept.made === null ? 'wanted' : 'undoing' };
    queue = [...queue, kept];
    tell();
    takeBackNext();
  }

  /** One after the other as asked for: where two set the same field, the older would come to stand on the newer. */
  function takeBackNext(): void {
    const [next] = queue;
    if (isTakingBack || next === undefined || next.made === null) return;
    const { message, undo } = next.made;
    isTakingBack = true;
    void undo()
      .then(
        () => {
          dismiss(next.id);
          onUndone(message);
        },
        (error: unknown) => {
          next.state = { is: 'failed', error };
          tell();
        },
      )
      .finally(() => {
        isTakingBack = false;
        queue = queue.filter((kept) => kept !== next);
        takeBackNext();
      });
  }

  const newest = () => changes.findLast(({ state }) => state.is === 'open' || state.is === 'coming');

  function setPaused(wanted: boolean): void {
    isPaused = wanted;
    changes.forEach(wanted ? stop : start);
  }

  return {
    offer: (made) => arrive(begin(), made),
    expect,
    run,
    runNewest() {
      const kept = newest();
      if (kept !== undefined) run(kept.id);
      return kept !== undefined;
    },
    canRun: () => newest() !== undefined,
    dismiss,
    stopWanting: () => stopWanting(changes.filter(({ state }) => state.is === 'wanted')),
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shown: () => snapshot,
  };
}
