import type { Customer } from '@caseload/shared/customers/customer.ts';
import { flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { customerState } from '../conflicts/customerState.ts';

/** What a customer holds in a field, custom ones as `fields.<name>`; null for nothing. */
export function heldValue(customer: Customer, field: string): unknown {
  return flattenCustomer(customerState(customer)).get(field) ?? null;
}
