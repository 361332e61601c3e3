/** A source of numbers that is the same in every run. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `minimum` to `maximum`, both included. */
  between(minimum: number, maximum: number): number;
  /** True in `share` of all calls. */
  happens(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the keys, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
};

/** Marsaglia's xorshift with 32 bits of state: plenty for made-up customers, useless for secrets. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0 || 1;

  function next(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  }

  const between = (minimum: number, maximum: number) =>
    minimum + Math.floor(next() * (maximum - minimum + 1));

  function pick<T>(list: readonly T[]): T {
    const picked = list[between(0, list.length - 1)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  function weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const keys = Object.keys(weights).filter((key): key is K => key in weights);
    let left = next() * keys.reduce((sum, key) => sum + weights[key], 0);
    for (const key of keys) {
      left -= weights[key];
      if (left < 0) return key;
    }
    return pick(keys);
  }

  return { next, between, happens: (share) => next() < share, pick, weighted };
}

// An arbitrary moment before any demo was ever seeded: the ids sort before those that are made later.
const FIRST_ID_AT = Date.UTC(2026, 0, 5, 8);

/** Version 7 UUIDs, each a millisecond later than the one before, the same in every run. */
export function makeIds(random: Random): () => string {
  let count = 0;
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return () => {
    const time = hex(FIRST_ID_AT + count, 12);
    count += 1;
    const third = hex(0x7000 + random.between(0, 0xfff), 4);
    const fourth = hex(0x8000 + random.between(0, 0x3fff), 4);
    const rest = hex(random.between(0, 0xffffff), 6) + hex(random.between(0, 0xffffff), 6);
    return `${time.slice(0, 8)}-${time.slice(8)}-${third}-${fourth}-${rest}`;
  };
}
