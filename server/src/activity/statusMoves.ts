import type { ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import type { Values } from '../assignedWork/statement.ts';

/**
 * Actions that moved a customer from one status to another. Said word by word as `customer_actions_status_moves` is
 * limited to, so that the index can be read instead of every action of the time.
 */
export const IS_STATUS_MOVE = `customer_version > 1 and changes @> '[{"field": "status"}]'`;

/** Which moves between statuses are meant. Nothing when none are asked for. */
export function statusMoveConditions(
  { fromStatus, toStatus }: Pick<ActivityFilter, 'fromStatus' | 'toStatus'>,
  values: Values,
): string[] {
  if (fromStatus === undefined && toStatus === undefined) return [];
  return [IS_STATUS_MOVE, ...changing('from', fromStatus, values), ...changing('to', toStatus, values)];
}

/** A field stands in the changes of an action once, so each end can be asked for by itself. */
function changing(end: 'from' | 'to', statuses: readonly string[] | undefined, values: Values): string[] {
  if (statuses === undefined) return [];
  const changes = statuses.map((status) => JSON.stringify([{ field: 'status', [end]: status }]));
  return [`changes @> any(${values.add(changes)}::jsonb[])`];
}
