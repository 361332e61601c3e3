import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
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
