import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { CUSTOM_VALUES_MAXIMUM, type CustomFields } from '@caseload/shared/customers/customer.ts';
import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { faultOfCustomValue } from '@caseload/shared/rules/faultOfCustomValue.ts';
import { invalid } from '../http/problemError.ts';

/**
 * Throws a `validation` problem for custom values that do not fit the field the organisation defined under that
 * name. Looks at what changes only, so that a value from before the definition never stands in the way, and
 * leaves names without a definition alone.
 */
export function refuseCustomValues(fields: readonly CustomField[], changes: readonly FieldChange[]): void {
  const issues: InputIssue[] = [];
  for (const definition of fields) {
    const change = changes.find(({ field }) => field === CUSTOM_FIELD_PREFIX + definition.key);
    const message = change && faultOfCustomValue(definition, change.to);
    if (message !== undefined) issues.push({ in: 'body', pointer: `/fields/${definition.key}`, message });
  }
  if (issues.length > 0) throw invalid(issues);
}

/**
 * Whether a customer would have more custom values than it may. One that has more from before may change and lose
 * them: only what adds to them is too much.
 */
export function hasTooManyValues(before: CustomFields, after: CustomFields): boolean {
  const count = Object.keys(after).length;
  return count > CUSTOM_VALUES_MAXIMUM && count > Object.keys(before).length;
}

/** Throws a `validation` problem for the values that are added to a customer and are too many with those it has. */
export function refuseTooManyValues(before: CustomFields, after: CustomFields): void {
  if (!hasTooManyValues(before, after)) return;
  const message = `at most ${CUSTOM_VALUES_MAXIMUM} custom fields`;
  const added = Object.keys(after).filter((name) => !Object.hasOwn(before, name));
  throw invalid(added.map((name) => ({ in: 'body', pointer: `/fields/${name}`, message })));
}
