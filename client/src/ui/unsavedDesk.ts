/** Asked before something typed is left. */
export type LeavingQuestion = { readonly leave: () => void; readonly stay: () => void };

type Asked = LeavingQuestion & { readonly place: string | null };

/** Knows where something is typed that is not saved, and asks before a person leaves it. */
export type UnsavedDesk = {
  /** Something in a place, such as a dialog, would be lost with it until the answered function is called. */
  readonly hold: (place: string) => () => void;
  /** Of one place, or of the whole page. */
  readonly isAny: (place?: string) => boolean;
  /** Leaves at once where nothing would be lost; `place` is what is left, null for the whole page. */
  readonly leave: (place: string | null, question: LeavingQuestion) => void;
  readonly question: () => LeavingQuestion | null;
  readonly subscribe: (listener: () => void) => () => void;
};

export function createUnsavedDesk(): UnsavedDesk {
  const holds = new Map<symbol, string>();
  const listeners = new Set<() => void>();
  let asked: Asked | null = null;

  const isAny = (place?: string) =>
    place === undefined ? holds.size > 0 : [...holds.values()].includes(place);

  function tell(): void {
    for (const listener of listeners) listener();
  }

  return {
    hold(place) {
      const hold = Symbol(place);
      holds.set(hold, place);
      tell();
      return () => {
        holds.delete(hold);
        // Saved meanwhile: what it says now, maybe a link seen only once, is not left unseen.
        if (asked !== null && !isAny(asked.place ?? undefined)) asked.stay();
        tell();
      };
    },
    isAny,
    leave(place, { leave, stay }) {
      if (!isAny(place ?? undefined)) return leave();
      asked?.stay();
      const once = (answer: () => void) => () => {
        asked = null;
        answer();
        tell();
      };
      asked = { place, leave: once(leave), stay: once(stay) };
      tell();
    },
    question: () => asked,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
