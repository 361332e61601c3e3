import type { ActionType, FieldChange } from '@caseload/shared/customerActions/action.ts';

/** The most telling of the changes names the action. */
export function actionTypeOf(changes: readonly FieldChange[]): ActionType {
  const fields = new Set(changes.map(({ field }) => field));
  if (fields.has('archived')) return 'archive';
  if (fields.has('assignedTo')) return 'assignment';
  return fields.has('status') ? 'status_change' : 'update';
}
