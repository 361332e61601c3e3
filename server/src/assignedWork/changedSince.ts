import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';

/** A customer that was changed, as far as lists choose by it, as it is now. */
export type ChangedCustomer = {
  readonly id: string;
  readonly assignedTo: string | null;
  readonly status: string;
  readonly archived: boolean;
};

type Reach = {
  /** The transactions that had ended by now, as PostgreSQL writes a `pg_snapshot`. */
  readonly moment: string;
  /** Actions that were looked at, at most `MOST_ACTIONS`. */
  readonly seen: number;
};
/** One row without a customer where nothing was changed. */
export type ChangedRow = Reach & (ChangedCustomer | { readonly [K in keyof ChangedCustomer]: null });

/**
 * More than so many are not told apart: then anything may have been changed. They are those of the transactions since the
 * oldest that was under way at the moment, so a long one, such as an import, makes them many.
 */
export const MOST_ACTIONS = 1_000;

// Every change of a customer has its action, which names its transaction; the database sees to both. Nothing that is
// visible belongs to a transaction from the `xmax` on, unless a dump brought it from another cluster, and that is older.
const CHANGED_SINCE = `with recent as materialized (
    select customer_id, customer_version, transaction_id from customer_actions
    where organisation_id = $1 and transaction_id >= pg_snapshot_xmin($2::pg_snapshot)
      and transaction_id < pg_snapshot_xmax(pg_current_snapshot())
    limit ${MOST_ACTIONS})
  select pg_current_snapshot()::text as moment, (select count(*)::int from recent) as seen, changed.*
  from (select) as always left join lateral (
    select c.id, c.assigned_to as "assignedTo", c.status, c.archived from recent
    join customers c on c.organisation_id = $1 and c.id = recent.customer_id
    where customer_version is not null and not pg_visible_in_snapshot(transaction_id, $2::pg_snapshot)
  ) as changed on true`;

/** The customers that were changed by transactions which had not ended at `moment` and have now; some may come twice. */
export const listChangedSince = (
  tx: Transaction,
  organisationId: string,
  moment: string,
): Statement<ChangedRow[]> => tx.rows<ChangedRow>(CHANGED_SINCE, [organisationId, moment], 'changed_since');

/** The transactions that have ended by now. */
export const readMoment = (tx: Transaction): Statement<Array<{ moment: string }>> =>
  tx.rows('select pg_current_snapshot()::text as moment', [], 'moment');
