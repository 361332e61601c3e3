import { z } from 'zod';
import { typedKey } from './draftPlaces.ts';
import type { ThrottledStorage } from './throttledStorage.ts';

/**
 * Text about one customer that belongs to no field yet, such as half a comment. Every tab shows its own; the
 * storage keeps the last that was typed.
 */
export type TypedTexts = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly text: (what: string) => string;
  readonly set: (what: string, text: string) => void;
};

const kept = z.string().max(100_000);

type Place = { readonly employeeId: string; readonly customerId: string };

export function createTypedTexts(storage: ThrottledStorage, place: Place): TypedTexts {
  const texts = new Map<string, string>();
  const listeners = new Set<() => void>();

  function text(what: string): string {
    const known = texts.get(what) ?? kept.safeParse(storage.read(typedKey(place, what))).data ?? '';
    texts.set(what, known);
    return known;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    text,
    set(what, next) {
      texts.set(what, next);
      if (next === '') storage.remove(typedKey(place, what));
      else storage.write(typedKey(place, what), next);
      for (const listener of listeners) listener();
    },
  };
}
