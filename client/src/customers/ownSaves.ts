import type { FieldConflict } from '@caseload/shared/contracts/problems.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { flattenCustomer, sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import { applyChange, type CustomerChange, pickFields } from '../conflicts/customerChange.ts';
import { customerState } from '../conflicts/customerState.ts';

const REMEMBERED = 100;

/** What this tab itself did to one customer, so that its own saves are never taken for somebody else's. */
export type OwnSaves = {
  /** `typed` is what this tab wanted, before it was merged with what others did. */
  readonly saved: (from: Customer, typed: CustomerChange, answer: Customer) => void;
  /** The base of an edit, moved past our own saves that came after it. */
  readonly advance: (base: Customer) => Customer;
};

type Save = { readonly from: string; readonly change: CustomerChange; readonly answer: Customer };

export function createOwnSaves(): OwnSaves {
  const saves: Save[] = [];
  return {
    saved(from, change, answer) {
      if (answer.version === from.version) return;
      saves.push({ from: from.updatedAt, change, answer });
      if (saves.length > REMEMBERED) saves.shift();
    },
    advance: (base) => saves.reduce(advanceBy, base),
  };
}

/**
 * Straight on: nobody else came between, so our answer is the new base. Otherwise only what we sent counts as
 * seen (a repeated save is answered with a row that others may have changed since); the stale `updatedAt`
 * stays, so the server still tells what they did.
 */
function advanceBy(base: Customer, { from, change, answer }: Save): Customer {
  if (answer.version <= base.version) return base;
  if (from === base.updatedAt && answer.version === base.version + 1) return answer;
  return applyChange(base, change);
}

/** A save without an answer: what was sent, and of what was typed those fields. */
export type Unheard = { readonly sent: CustomerChange; readonly typed: CustomerChange };

/**
 * The base with those fields as typed that hold what this person sent earlier without hearing the outcome: that
 * save did arrive, and what is typed now was typed on top of it.
 */
export function countUnheard(
  base: Customer,
  current: Customer,
  unheard: readonly Unheard[],
  reported: readonly FieldConflict[],
  me: string,
): Customer {
  const now = flattenCustomer(customerState(current));
  const mine = new Set(reported.filter((c) => c.changedBy?.id === me).map((c) => c.field));
  return unheard.reduce((seen, { sent, typed }) => {
    const arrived = new Set(
      [...flattenCustomer(sent)]
        .filter(([field, value]) => mine.has(field) && sameFieldValue(field, value, now.get(field)))
        .map(([field]) => field),
    );
    return applyChange(
      seen,
      pickFields(typed, (field) => arrived.has(field)),
    );
  }, base);
}
