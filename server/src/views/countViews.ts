import { type View, VIEW_COUNT_MAXIMUM } from '@caseload/shared/views/view.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { type Asker, customerListOf } from '../assignedWork/customerList.ts';
import { countCustomers } from '../assignedWork/queries.ts';

/** The same views with how many customers each holds for this person: one round trip, whatever their number. */
export async function countViews(database: Database, views: readonly View[], asker: Asker): Promise<View[]> {
  const { organisationId } = asker.actor;
  const counts = await database.read({ organisationId }, (tx) =>
    views.map(({ filter, sort }) =>
      countCustomers(tx, customerListOf(filter, sort, asker), VIEW_COUNT_MAXIMUM),
    ),
  );
  return views.map((view, i) => ({ ...view, count: counts[i]?.[0]?.total ?? null }));
}
