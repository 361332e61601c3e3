import type { FieldConflict } from '@caseload/shared/contracts/problems.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { flattenCustomer, sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import { type CustomerChange, pickFields } from './customerChange.ts';
import { customerState } from './customerState.ts';
import { mergeTags } from './mergeTags.ts';

/** What somebody else did to one field since the base; who and when are null when the server did not say. */
export type TheirChange = {
  readonly field: string;
  readonly base: unknown;
  readonly theirs: unknown;
  readonly changedBy: { readonly id: string; readonly name: string } | null;
  readonly changedAt: string | null;
};

/** A field both changed to different values: only a person can decide. */
export type Clash = TheirChange & { readonly mine: unknown };

export type Rebase = {
  /** Fields they changed that need no question, tags merged with mine among them: told as a note. */
  readonly takenOver: readonly TheirChange[];
  /** What is still to be sent, with `theirs` as the new base; clashing fields are not in it. */
  readonly resend: CustomerChange;
  readonly clashes: readonly Clash[];
};

export type RebaseInput = {
  /** The customer as it was when the editing began. */
  readonly base: Customer;
  /** The dirty fields only. */
  readonly mine: CustomerChange;
  /** The customer as it is now: `current` of the conflict. */
  readonly theirs: Customer;
  /** `conflicts` and `alsoChanged` of the conflict: who changed what, and when. */
  readonly reported: readonly FieldConflict[];
};

/** Three-way merge of one person's dirty fields into a customer that has moved on. */
export function rebase({ base, mine, theirs, reported }: RebaseInput): Rebase {
  const before = flattenCustomer(customerState(base));
  const now = flattenCustomer(customerState(theirs));
  const wanted = flattenCustomer(mine);
  const authors = new Map(reported.map((conflict) => [conflict.field, conflict]));
  const takenOver: TheirChange[] = [];
  const clashes: Clash[] = [];
  const kept = new Set<string>();

  for (const field of new Set([...before.keys(), ...now.keys(), ...wanted.keys()])) {
    const change = theirChange(field, before.get(field), now.get(field), authors.get(field));
    const my = wanted.has(field) ? (wanted.get(field) ?? null) : change.base;
    switch (judge(field, change.base, my, change.theirs)) {
      case 'theirs':
        takenOver.push(change);
        break;
      case 'mine':
        kept.add(field);
        break;
      case 'merge':
        takenOver.push(change);
        kept.add(field);
        break;
      case 'clash':
        clashes.push({ ...change, mine: my });
        break;
      case 'same':
        break;
    }
  }
  const resend = pickFields(mine, (field) => kept.has(field));
  return { takenOver, resend: withMergedTags(resend, base, theirs), clashes };
}

type Verdict = 'same' | 'theirs' | 'mine' | 'merge' | 'clash';

function judge(field: string, base: unknown, mine: unknown, theirs: unknown): Verdict {
  if (sameFieldValue(field, mine, theirs)) return 'same';
  if (sameFieldValue(field, mine, base)) return 'theirs';
  if (sameFieldValue(field, theirs, base)) return 'mine';
  return field === 'tags' ? 'merge' : 'clash';
}

function theirChange(
  field: string,
  base: unknown,
  theirs: unknown,
  author: FieldConflict | undefined,
): TheirChange {
  return {
    field,
    base: base ?? null,
    theirs: theirs ?? null,
    changedBy: author?.changedBy ?? null,
    changedAt: author?.changedAt ?? null,
  };
}

function withMergedTags(kept: CustomerChange, base: Customer, theirs: Customer): CustomerChange {
  if (!kept.tags || sameFieldValue('tags', base.tags, theirs.tags)) return kept;
  const tags = mergeTags(base.tags, kept.tags, theirs.tags);
  if (sameFieldValue('tags', tags, theirs.tags)) return pickFields(kept, (field) => field !== 'tags');
  return { ...kept, tags };
}
