import type { FieldConflict } from '@caseload/shared/contracts/problems.ts';
import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { flattenCustomer, sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import { ProblemError } from '../http/problemError.ts';
import type { Base, CustomerChanges } from './updateCustomer.ts';

/**
 * The 409 (412 for `If-Match` alone): the customer as it is now and, for each field that changed since the
 * base, what it was, what it is, who did it and when; those the caller also wanted to change stand apart.
 */
export function conflictWith(
  current: Customer,
  base: Base,
  changes: CustomerChanges,
  since: readonly CustomerAction[],
): ProblemError<'conflict'> {
  const changed = new Map<string, FieldConflict>();
  for (const action of since) {
    for (const { field, from, to } of action.changes) {
      const first = changed.get(field);
      changed.set(field, {
        field,
        base: first ? first.base : from,
        theirs: to,
        changedBy: action.actor,
        changedAt: action.createdAt,
      });
    }
  }
  const wanted = flattenCustomer(changes);
  const differing = [...changed.values()].filter(
    ({ field, base, theirs }) => !sameFieldValue(field, base, theirs),
  );
  return new ProblemError(
    'conflict',
    {
      current,
      conflicts: differing.filter(({ field }) => wanted.has(field)),
      alsoChanged: differing.filter(({ field }) => !wanted.has(field)),
    },
    { status: base.updatedAt === undefined ? 412 : 409 },
  );
}
