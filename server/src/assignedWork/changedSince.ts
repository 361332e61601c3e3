import { LAST_RECOVERY } from '@caseload/db/kernel/lastRecovery.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';

/** A customer that was changed, as far as lists choose by it, as it is now. */
export type ChangedCustomer = {
  readonly id: string;
  readonly assignedTo: string | null;
  readonly status: string;
  readonly archived: boolean;
};

type Reach = {
  /** The transactions that had ended by now, a `pg_snapshot`, and the recovery since which their numbers are their own. */
  readonly moment: string;
  /** Nothing was left out: there were not too many, and the numbers are those of the moment asked about. */
  readonly isWhole: boolean;
};
/** One row without a customer where nothing was changed. */
export type ChangedRow = Reach & (ChangedCustomer | { readonly [K in keyof ChangedCustomer]: null });

/**
 * More than so many are not told apart: then anything may have been changed. They are those of the transactions since the
 * oldest that was under way at the moment, so a long one, such as an import, makes them many.
 */
export const MOST_ACTIONS = 1_000;

const NOW = `pg_current_snapshot()::text || ' ' || ${LAST_RECOVERY}`;
const SNAPSHOT = "split_part($2, ' ', 1)::pg_snapshot";

// Every change of a customer has its action, which names its transaction; the database sees to both. Nothing that is
// visible belongs to a transaction from the `xmax` on, unless a dump brought it from another cluster, and that is older.
const CHANGED_SINCE = `with recent as materialized (
    select customer_id, customer_version, transaction_id from customer_actions
    where organisation_id = $1 and transaction_id >= pg_snapshot_xmin(${SNAPSHOT})
      and transaction_id < pg_snapshot_xmax(pg_current_snapshot())
    limit ${MOST_ACTIONS})
  select now.moment, changed.*, (select count(*) from recent) < ${MOST_ACTIONS}
    and split_part(now.moment, ' ', 2) = split_part($2, ' ', 2) as "isWhole"
  from (select ${NOW} as moment) as now left join lateral (
    select c.id, c.assigned_to as "assignedTo", c.status, c.archived from recent
    join customers c on c.organisation_id = $1 and c.id = recent.customer_id
    where customer_version is not null and not pg_visible_in_snapshot(transaction_id, ${SNAPSHOT})
  ) as changed on true`;

/** The customers that were changed by transactions which had not ended at `moment` and have now; some may come twice. */
export const listChangedSince = (
  tx: Transaction,
  organisationId: string,
  moment: string,
): Statement<ChangedRow[]> => tx.rows<ChangedRow>(CHANGED_SINCE, [organisationId, moment], 'changed_since');

/** The transactions that have ended by now. */
export const readMoment = (tx: Transaction): Statement<Array<{ moment: string }>> =>
  tx.rows(`select ${NOW} as moment`, [], 'changes_moment');
