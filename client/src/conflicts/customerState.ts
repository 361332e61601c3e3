import type { Customer } from '@caseload/shared/customers/customer.ts';
import type { CustomerState } from '@caseload/shared/rules/diffCustomer.ts';

/** What a person can change of a customer, without its identity and stamps. */
export function customerState({ id, version, createdAt, updatedAt, ...state }: Customer): CustomerState {
  return state;
}
