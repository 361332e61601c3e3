import type { Measured } from './tally.ts';

/** A figure to reach: of the contender itself in milliseconds, or against the first of the contest. */
export type Goal = {
  readonly of: 'p50' | 'p95' | 'p99' | 'ratio';
  readonly atMost?: number;
  readonly atLeast?: number;
};

export type Contender = {
  readonly name: string;
  readonly goals?: readonly Goal[];
  /** One turn. Work that ends by itself takes as long as it takes. */
  readonly measure: (seconds: number) => Promise<Measured>;
};

/** The same work under several conditions; the first is what the others are compared with. */
export type Contest = {
  readonly name: string;
  /** `rate`: what is done in a second. `time`: the median of what one takes. */
  readonly comparedBy: 'rate' | 'time';
  readonly contenders: readonly Contender[];
  /** Makes what every turn needs, such as people who are signed in. Resolves to how that ends. */
  readonly open?: () => Promise<() => void>;
  /** Where a second turn would find another state than the first. */
  readonly rounds?: number;
};
