import type { CallInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import { customerFields } from '@caseload/shared/customers/customer.ts';
import type { createCustomer } from '@caseload/shared/customers/endpoints.ts';
import type { TFunction } from 'i18next';
import { problemOf } from '../api/errors.ts';
import { faultText } from '../api/faultText.ts';
import { fromLocalInput } from '../time/localInput.ts';
import type { NewCustomerDraft } from './newCustomerDraft.ts';

export type NewCustomerBody = CallInput<typeof createCustomer>['body'];
export type DraftFaults = { readonly [field in 'name' | 'email']?: 'missing' | 'invalid' };

/** The customer that a draft stands for. */
export function bodyOf(draft: NewCustomerDraft, timeZone: string): NewCustomerBody {
  return {
    name: draft.name.trim(),
    email: draft.email.trim() || null,
    phone: draft.phone.trim() || null,
    priority: draft.priority,
    dueAt: fromLocalInput(draft.due, timeZone),
    assignedTo: draft.assignee || null,
    notes: draft.notes,
  };
}

/** What can be told before the server is asked. */
export function faultsOf({ name, email }: NewCustomerDraft): DraftFaults {
  const isEmail = customerFields.email.safeParse(email.trim() || null).success;
  return {
    ...(name.trim() === '' ? { name: 'missing' as const } : {}),
    ...(isEmail ? {} : { email: 'invalid' as const }),
  };
}

/** What is wrong with the fields that the server refused, by field. */
export function refusedFields(t: TFunction, error: unknown): ReadonlyMap<string, string> {
  const problem = problemOf(error);
  if (problem?.type !== 'validation') return new Map();
  return new Map(
    problem.issues.map(({ pointer, message }) => [pointer.replace('/', ''), faultText(t, message)]),
  );
}
