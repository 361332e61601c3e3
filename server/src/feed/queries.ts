import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { LAST_RECOVERY } from '@caseload/db/kernel/lastRecovery.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { ACTION_COLUMNS } from '../customerActions/queries.ts';
import type { Place } from './place.ts';

// All transactions before this one have ended: nothing can be committed any more that belongs before it.
const HORIZON =
  'select pg_snapshot_xmin(moment) as horizon, pg_snapshot_xmax(moment) as next from pg_current_snapshot() as moment';

/**
 * What a restored dump brought names transactions of another cluster, which may be yet to come in this one. It was written
 * by an older transaction than it names; what was written here, by the one it names or by a savepoint of it, which is before
 * the `next`. Rows have the lower half of the number only (`xmin`).
 */
const WRITTEN_HERE = `(xmin::text::bigint - transaction_id::text::bigint) & 4294967295
  < (select next::text::bigint from reach) - transaction_id::text::bigint`;

type PlacedAction = CustomerAction & { readonly transaction: string; readonly position: string };
export type FeedRow = (PlacedAction & Reach) | ({ readonly [K in keyof PlacedAction]: null } & Reach);
type Reach = {
  /** Up to this transaction, not with it, all is told. */
  readonly horizon: string;
  /** Whether somebody was still at work, so that there may be more soon. */
  readonly unfinished: boolean;
  /** Places from before another one may name transactions that are yet to come. */
  readonly recovery: string;
};

const AFTER = `with reach as materialized (${HORIZON})
  select found.*, reach.horizon::text as horizon, reach.horizon <> reach.next as unfinished,
    ${LAST_RECOVERY} as recovery
  from reach left join lateral (
    select ${ACTION_COLUMNS}, transaction_id as transaction, position
    from customer_actions
    where organisation_id = $1 and (transaction_id, position) > ($2::xid8, $3::bigint)
      and transaction_id < reach.horizon and ${WRITTEN_HERE}
    order by customer_actions.transaction_id, customer_actions.position limit $4
  ) as found on true
  order by found.transaction, found.position`;

/** The actions behind a place in the order of commits, one row without an action where there is none. */
export const listAfter = (
  tx: Transaction,
  organisationId: string,
  { transaction, position }: Place,
  rows: number,
): Statement<FeedRow[]> =>
  tx.rows<FeedRow>(AFTER, [organisationId, transaction, position, rows], 'feed_after');

const HEAD = `with reach as materialized (${HORIZON})
  select horizon::text as horizon, ${LAST_RECOVERY} as recovery, coalesce((
    select case when ${WRITTEN_HERE} then position else 0 end from customer_actions
    where organisation_id = $1 and transaction_id < horizon
    order by transaction_id desc, position desc limit 1), 0) as position
  from reach`;

/** Where the feed stands now: behind everything before `horizon`, of which the action at `position` is the last. */
export const findHead = (
  tx: Transaction,
  organisationId: string,
): Statement<Array<{ horizon: string; recovery: string; position: string }>> =>
  tx.rows(HEAD, [organisationId], 'feed_head');

/** The transaction of the action at a position; 0, before all others, where a restored dump brought it. */
export const findPlace = (
  tx: Transaction,
  organisationId: string,
  position: number,
): Statement<Array<{ transaction: string }>> =>
  tx.rows(
    `with reach as materialized (${HORIZON})
     select case when ${WRITTEN_HERE} then transaction_id::text else '0' end as transaction
     from customer_actions where organisation_id = $1 and position = $2`,
    [organisationId, position],
    'feed_place',
  );
