import { and, asc, eq, inArray, isNull, sql } from '@caseload/db/drizzle.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import type { CustomerList } from '../assignedWork/customerList.ts';
import { customerColumns } from '../customers/queries.ts';

/** What is taken: customers in these states that are awake now. */
export type Pool = Pick<CustomerList, 'organisationId' | 'statuses'> & { readonly now: Date };

/**
 * Locks the first of the candidates that nobody holds the lock of and that is still nobody's: what they were
 * found by is judged again under the lock.
 */
export const lockFirstUnassigned = (
  tx: Transaction,
  { organisationId, statuses, now }: Pool,
  candidates: readonly string[],
) =>
  tx.db
    .select(customerColumns)
    .from(customers)
    .where(
      and(
        eq(customers.organisationId, organisationId),
        sql`${customers.id} = any(${sql.param(candidates)}::uuid[])`,
        isNull(customers.assignedTo),
        eq(customers.archived, false),
        inArray(customers.status, [...statuses]),
        sql`(${customers.followUpAt} is null or ${customers.followUpAt} <= ${now.toISOString()}::timestamptz)`,
      ),
    )
    .orderBy(asc(customers.dueSort), asc(customers.id))
    .limit(1)
    .for('update', { skipLocked: true });
