import { isLongText, textChange } from './choices.ts';
import { type CustomerChange, mergeChanges, pickFields } from './customerChange.ts';
import { mergeTexts } from './mergeTexts.ts';
import type { Clash, Rebase } from './rebase.ts';

export type SettledOwn = {
  /** What is left to be asked. */
  readonly clashes: readonly Clash[];
  readonly resend: CustomerChange;
  /** What this person had changed elsewhere meanwhile. */
  readonly own: readonly Clash[];
};

/**
 * Nobody is asked about their own saves from another window: the value set last counts, and of text both parts
 * stay as far as they do not touch the same words. The earlier value stands in the history.
 */
export function settleOwn({ clashes, resend }: Rebase, mine: CustomerChange, me: string): SettledOwn {
  const own = clashes.filter(({ changedBy }) => changedBy?.id === me);
  const settled = own.reduce((change, clash) => mergeChanges(change, ownChange(clash, mine)), resend);
  return { clashes: clashes.filter((clash) => !own.includes(clash)), resend: settled, own };
}

function ownChange(clash: Clash, mine: CustomerChange): CustomerChange {
  if (!isLongText(clash)) return pickFields(mine, (field) => field === clash.field);
  const [base, my, theirs] = [clash.base, clash.mine, clash.theirs].map((value) => String(value ?? ''));
  return textChange(clash.field, mergeTexts(base ?? '', my ?? '', theirs ?? ''));
}
