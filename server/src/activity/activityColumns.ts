import type { Activity } from '@caseload/shared/activity/endpoints.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Column, Value } from '../exports/column.ts';

/** An action with one of the fields it changed; with none for an action that changed nothing. */
export type ActivityLine = Activity & { readonly change: FieldChange | undefined };

const text = (name: string, width: number, valueOf: (line: ActivityLine) => Value): Column<ActivityLine> => ({
  name,
  kind: 'text',
  width,
  valueOf,
});

export const ACTIVITY_COLUMNS: readonly Column<ActivityLine>[] = [
  { name: 'time', kind: 'time', width: 20, valueOf: ({ action }) => action.createdAt },
  text('person', 24, ({ action }) => action.actor.name),
  text('door', 10, ({ action }) => action.via),
  text('action type', 14, ({ action }) => action.type),
  text('customer', 30, ({ customer }) => customer.name),
  text('customer id', 38, ({ customer }) => customer.id),
  text('field', 16, ({ change }) => change?.field ?? null),
  text('from', 30, ({ change }) => valueText(change?.from)),
  text('to', 30, ({ change }) => valueText(change?.to)),
  text('comment', 50, ({ action }) => action.comment),
  { name: 'version', kind: 'number', width: 10, valueOf: ({ action }) => action.customerVersion },
  text('request id', 38, ({ action }) => action.requestId),
  text('action id', 38, ({ action }) => action.id),
];

/** A row for each changed field; one for an action that changed none. */
export function activityLines({ action, customer }: Activity): ActivityLine[] {
  if (action.changes.length === 0) return [{ action, customer, change: undefined }];
  return action.changes.map((change) => ({ action, customer, change }));
}

/** Texts as they are, nothing for null, and everything else as JSON. */
function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
