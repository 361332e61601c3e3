import type { ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import type { Values } from '../assignedWork/statement.ts';

/**
 * Actions by which a customer came to somebody or went from them, as the board counts them: a new customer goes from
 * nobody, and comes to nobody when nothing else is said. Said word by word as `customer_actions_moves` is limited to,
 * so that the index can be read instead of every action of the time.
 */
const IS_ASSIGNEE_MOVE = `(changes @> '[{"field": "assignedTo"}]' or (customer_version = 1 and changes <> '[]'))`;
/** Not as a range, for which other indexes would be read: nearly all moves are in it. */
const IS_NOT_NEW = 'customer_version <> 1';
const GOES_TO_NOBODY_NEW = `(customer_version = 1 and not changes @> '[{"field": "assignedTo"}]')`;

/** Which moves between people are meant. Nothing when none are asked for. */
export function assigneeMoveConditions(
  { fromAssignee, toAssignee }: Pick<ActivityFilter, 'fromAssignee' | 'toAssignee'>,
  values: Values,
): string[] {
  if (fromAssignee === undefined && toAssignee === undefined) return [];
  const conditions = [IS_ASSIGNEE_MOVE];
  if (fromAssignee !== undefined) conditions.push(IS_NOT_NEW, moving('from', fromAssignee, values));
  if (toAssignee !== undefined) {
    const moved = moving('to', toAssignee, values);
    conditions.push(toAssignee === 'none' ? `(${moved} or ${GOES_TO_NOBODY_NEW})` : moved);
  }
  return conditions;
}

function moving(end: 'from' | 'to', assignee: string, values: Values): string {
  const person = assignee === 'none' ? null : assignee;
  return `changes @> ${values.add(JSON.stringify([{ field: 'assignedTo', [end]: person }]))}::jsonb`;
}
