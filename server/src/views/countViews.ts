import { type View, VIEW_COUNT_MAXIMUM } from '@caseload/shared/views/view.ts';
import { sqlState } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Statement } from '@caseload/db/kernel/transaction.ts';
import { type Asker, customerListOf } from '../assignedWork/customerList.ts';
import { countCustomers } from '../assignedWork/queries.ts';

/** For all views of a person together: somebody may share one that reads every customer to find none. */
const BUDGET_MS = 4_000;
const ONE_AT_MOST_MS = 1_000;
const TIMED_OUT = '57014';

/**
 * The same views with how many customers each holds for this person: one round trip, whatever their number. A
 * view that takes too long to count stays without a number, and keeps nobody from the others.
 */
export async function countViews(database: Database, views: readonly View[], asker: Asker): Promise<View[]> {
  const { organisationId } = asker.actor;
  const limitMs = Math.min(ONE_AT_MOST_MS, Math.floor(BUDGET_MS / Math.max(views.length, 1)));
  const counts = await database.read({ organisationId }, (tx) => [
    tx.raw(`set local statement_timeout = ${limitMs}`, []),
    tx.raw('savepoint counting', []),
    ...views.flatMap(({ filter, sort }) => [
      countOrNull(countCustomers(tx, customerListOf(filter, sort, asker), VIEW_COUNT_MAXIMUM)),
      // Nothing was changed that it could undo: it makes the transaction usable again after a count that failed.
      tx.backTo('counting'),
    ]),
  ]);
  const found = counts.filter((answer): answer is Count => 'total' in answer);
  return views.map((view, i) => ({ ...view, count: found[i]?.total ?? null }));
}

type Count = { readonly total: number | null };

/** Sent when it is given to the kernel, like every statement. */
const countOrNull = (statement: Statement<Array<{ total: number }>>): Statement<Count> => ({
  then: (fulfilled, rejected) =>
    statement
      .then(
        ([row]): Count => ({ total: row?.total ?? null }),
        (error: unknown): Count => {
          if (sqlState(error) !== TIMED_OUT) throw error;
          return { total: null };
        },
      )
      .then(fulfilled, rejected),
});
