import type { Evidence } from '../evidence/evidence.ts';

/** What is wrong, and the lines of the history that show it. */
export type Violation = { readonly what: string; readonly lines: readonly number[] };

export type Finding = {
  /** How many things were looked at: a check that looked at nothing proves nothing. */
  readonly checked: number;
  readonly violations: readonly Violation[];
};

/** One invariant. A pure function of the evidence. */
export type Check = {
  readonly name: string;
  readonly promise: string;
  readonly run: (evidence: Evidence) => Finding;
};
