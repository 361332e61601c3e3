import { type Customer, customerFields, customFields } from '@caseload/shared/customers/customer.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { z } from 'zod';
import { applyChange, type CustomerChange } from '../conflicts/customerChange.ts';
import { exactText } from './exactText.ts';

/** The text to save so that a field holds an earlier value again; null when it could not be saved any more. */
export function restoredText(field: string, value: unknown, customer: Customer): string | null {
  const change = changeTo(field, value);
  return change === null ? null : exactText(field, applyChange(customer, change), customer);
}

function changeTo(field: string, value: unknown): CustomerChange | null {
  if (field.startsWith(CUSTOM_FIELD_PREFIX)) {
    const name = field.slice(CUSTOM_FIELD_PREFIX.length);
    const { data } = customFields.safeParse({ [name]: value ?? null });
    return data === undefined ? null : { fields: data };
  }
  // Times of the audit trail have microseconds, which the fields of a customer come with too.
  const { data } = z
    .strictObject(customerFields)
    .exactPartial()
    .safeParse({ [field]: value });
  return data ?? null;
}
