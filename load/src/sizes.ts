/** How much of everything there is to do. */
export type Sizes = {
  /** People whose work is read and written, with so many customers of theirs at most. */
  readonly people: number;
  readonly customersEach: number;
  readonly readers: number;
  readonly writers: number;
  /** People with time to think. */
  readonly crowds: readonly number[];
  /** From, to. */
  readonly thinkMs: readonly [number, number];
  /** Who sign in at the same moment. */
  readonly signIns: number;
  /** Customers reassigned at once. */
  readonly batches: readonly number[];
  /** Rows of a file. */
  readonly imports: readonly number[];
};

/** An office at nine, as the figures to reach speak of it. */
export const FULL_SIZES: Sizes = {
  people: 30,
  customersEach: 50,
  readers: 30,
  writers: 50,
  crowds: [200, 850],
  thinkMs: [1_000, 5_000],
  signIns: 200,
  batches: [5_000, 10_000],
  imports: [10_000, 100_000],
};
