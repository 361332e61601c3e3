import type { FieldConflict } from '@caseload/shared/contracts/problems.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { flattenCustomer, sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { listChangesSince } from '../customerActions/queries.ts';
import { ProblemError } from '../http/problemError.ts';
import type { Base, CustomerChanges } from './updateCustomer.ts';

/**
 * The 409 (412 for `If-Match` alone): the customer as it is now and, for each field that changed since the
 * base, what it was, what it is, who did it and when; those the caller also wanted to change stand apart.
 */
export async function conflictWith(
  tx: Transaction,
  organisationId: string,
  current: Customer,
  base: Base,
  changes: CustomerChanges,
): Promise<ProblemError<'conflict'>> {
  const since = base.updatedAt === undefined ? { version: base.version ?? 0 } : { updatedAt: base.updatedAt };
  const actions = await listChangesSince(tx, organisationId, current.id, since);
  const changed = new Map<string, FieldConflict>();
  for (const action of actions) {
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
