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

/** More than so many are not told apart: then anything may have been changed. */
export const MOST_ACTIONS = 1_000;

const NOW = `pg_current_snapshot()::text || ' ' || ${LAST_RECOVERY}`;
const SNAPSHOT = "split_part($2, ' ', 1)::pg_snapshot";

// Every change of a customer has its action, which names its transaction; the database sees to both. What had not ended at
// the moment is what was under way then, and what begins behind it. Of those that still are nothing is looked at again: a
// long one, such as an import, may have written very many. Nothing that is visible belongs to a transaction from the `xmax`
// on, unless a dump brought it from another cluster, and that is older. PostgreSQL expects many rows where there are none:
// the limits within have it look up each by its index all the same.
const CHANGED_SINCE = `with recent as materialized (
    select customer_id, customer_version from customer_actions
    where organisation_id = $1 and transaction_id >= pg_snapshot_xmax(${SNAPSHOT})
      and transaction_id < pg_snapshot_xmax(pg_current_snapshot())
    union all
    select written.* from
      (select pg_snapshot_xip(${SNAPSHOT}) as id except select pg_snapshot_xip(pg_current_snapshot())) as ended,
      lateral (select customer_id, customer_version from customer_actions
        where organisation_id = $1 and transaction_id = ended.id limit ${MOST_ACTIONS}) as written
    limit ${MOST_ACTIONS})
  select now.moment, changed.*, (select count(*) from recent) < ${MOST_ACTIONS}
    and split_part(now.moment, ' ', 2) = split_part($2, ' ', 2) as "isWhole"
  from (select ${NOW} as moment) as now left join lateral (
    select found.* from recent, lateral (
      select id, assigned_to as "assignedTo", status, archived from customers
      where organisation_id = $1 and id = recent.customer_id limit 1) as found
    where customer_version is not null
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
