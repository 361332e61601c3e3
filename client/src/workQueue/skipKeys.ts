export type SkipKeys = {
  /** The operation id of skipping a customer for a reason: the same as long as nobody knows whether it was done. */
  readonly of: (customerId: string, reason: string) => string;
  /** It was done: the same said again is another skip. */
  readonly settle: (customerId: string, reason: string) => void;
};

/**
 * The ids of skips on their way. Pressed twice, or again after a lost answer, it is the same skip; another reason is
 * another one, and where the first did arrive the history tells both.
 */
export function createSkipKeys(newKey: () => string): SkipKeys {
  const keys = new Map<string, string>();
  const placeOf = (customerId: string, reason: string) => `${customerId}/${reason}`;
  return {
    of(customerId, reason) {
      const place = placeOf(customerId, reason);
      const key = keys.get(place) ?? newKey();
      keys.set(place, key);
      return key;
    },
    settle: (customerId, reason) => void keys.delete(placeOf(customerId, reason)),
  };
}
