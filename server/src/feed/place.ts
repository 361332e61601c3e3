/**
 * Where an action stands in the feed. Positions alone are no order to read by: they are given out before the commit, and
 * the higher of two may be committed first.
 */
export type Place = {
  /** The number of its transaction. */
  readonly transaction: number;
  readonly position: number;
};

/** Before everything that was ever committed. */
export const BEGINNING: Place = { transaction: 0, position: 0 };

export const isBehind = (a: Place, b: Place): boolean =>
  a.transaction === b.transaction ? a.position > b.position : a.transaction > b.transaction;
