import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import type { Values } from '../assignedWork/statement.ts';

/** Which transactions had ended by then: a `pg_snapshot`, as text. */
export type Moment = string;

/** The moment that a transaction which holds still reads. */
export const findMoment = (tx: Transaction): Statement<Array<{ moment: Moment }>> =>
  tx.rows('select pg_current_snapshot()::text as moment', [], 'moment');

/**
 * A condition for actions that are read later: whether they had been committed by then. By place or by time it cannot be
 * told, for an action has both before its transaction ends.
 *
 * Where a dump was restored into another cluster, actions name transactions of the old one, which in this one may be under
 * way or still to come. They had been there all along. An action never changes, so one of this cluster was written by the
 * transaction it names, or by a savepoint of it; a restored one was written by an older transaction than it names.
 */
export function wasCommitted(actions: string, moment: Moment, values: Values): string {
  const then = `${values.add(moment)}::pg_snapshot`;
  const named = `${actions}.transaction_id::text::bigint`;
  return `(pg_visible_in_snapshot(${actions}.transaction_id, ${then}) or ${wasWrittenBefore(named, actions, then)})`;
}

/**
 * A condition for customers of an organisation: whether they were there by then. Those not written since were, and of the
 * few others the first action tells. The order decides for the index of the versions, as in the trigger that asks for an
 * action of each change.
 */
export function wasMade(organisation: string, moment: Moment, values: Values): string {
  const then = `${values.add(moment)}::pg_snapshot`;
  const oldest = `(select pg_snapshot_xmin(${then})::text::bigint)`;
  return `(${wasWrittenBefore(oldest, 'customers', then)} or coalesce((
    select ${wasCommitted('a', moment, values)} from customer_actions a
    where a.organisation_id = ${organisation} and a.customer_id = customers.id and a.customer_version <= 1
    order by a.customer_version limit 1), true))`;
}

/**
 * Whether a row was written by an older transaction than `first`, which had not ended by then. Rows have the lower half of
 * the number only (`xmin`). Counted round from `first`, the transactions and savepoints that can be meant are nearer than
 * as many as there were from the oldest under way then until now; an older one is farther.
 */
function wasWrittenBefore(first: string, table: string, then: string): string {
  const since = `pg_snapshot_xmax(pg_current_snapshot())::text::bigint - pg_snapshot_xmin(${then})::text::bigint`;
  return `(${table}.xmin::text::bigint - ${first}) & 4294967295 >= (select ${since})`;
}
