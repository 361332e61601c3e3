import type { Customer } from '@caseload/shared/customers/customer.ts';
import type { CustomerChange } from './customerChange.ts';
import type { Clash, TheirChange } from './rebase.ts';

/** What the person is asked when somebody else changed the same fields. */
export type Question = {
  readonly base: Customer;
  readonly theirs: Customer;
  /** Everything this person wanted to set. */
  readonly mine: CustomerChange;
  /** What they decide between. */
  readonly clashes: readonly Clash[];
  /** Told as "kept automatically". */
  readonly takenOver: readonly TheirChange[];
  /** What will be sent whatever they choose. */
  readonly resend: CustomerChange;
  /** Fields decided in an earlier round of the same save: what was chosen then is `mine` now. */
  readonly decided: ReadonlySet<string>;
};

/**
 * What they say. `save`: the fields to set. `keepEditing`: nothing is sent; `typed` is the text they made of it
 * in the question itself, to go on with.
 */
export type Answer =
  | { readonly kind: 'save'; readonly chosen: CustomerChange }
  | { readonly kind: 'keepEditing'; readonly typed: CustomerChange };
