import type { CustomerAction, FieldChange } from '@caseload/shared/customerActions/action.ts';

/** A value a field once had, and the action that gave it. */
export type EarlierValue = {
  readonly key: string;
  readonly value: unknown;
  readonly action: CustomerAction;
  /** Null for what was there before the oldest change. */
  readonly change: FieldChange | null;
};

/**
 * What a field was, newest first. `isComplete` tells that `actions` go back to the first change, so that what was
 * there before can be told too.
 */
export function earlierValues(
  field: string,
  actions: readonly CustomerAction[],
  isComplete: boolean,
): EarlierValue[] {
  const values = actions.flatMap((action): EarlierValue[] => {
    const change = action.changes.find((each) => each.field === field);
    return change === undefined ? [] : [{ key: action.id, value: change.to, action, change }];
  });
  const oldest = values.at(-1);
  // Nothing was before the first action of a customer.
  if (!isComplete || oldest === undefined || oldest.action.customerVersion === 1) return values;
  const before = { key: 'before', value: oldest.change?.from, action: oldest.action, change: null };
  return [...values, before];
}
