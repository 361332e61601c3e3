import { type CustomerState, diffCustomer, flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import type { CustomFields } from '@caseload/shared/customers/customer.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { isCustomField } from '@caseload/shared/imports/importRules.ts';
import type { ExistingRow, NewRow } from './queries.ts';

/** Every field that is set, from nothing to what it is. */
export function changesOfNew({ id, externalId, createdAt, ...state }: NewRow): FieldChange[] {
  const set = [
    ...flattenCustomer(state),
    ['externalId', externalId] as const,
    ['createdAt', createdAt] as const,
  ];
  return set
    .filter(([field, value]) => isSet(field, value))
    .map(([field, to]) => ({ field, from: null, to }));
}

function isSet(field: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== '' && (value !== false || isCustomField(field));
}

type Change = { readonly state: CustomerState; readonly changes: FieldChange[] };

/** The customer as the row wants it, with what that changes. Fields that are not `given` stay. */
export function changesOfExisting(row: NewRow, given: ReadonlySet<string>, existing: ExistingRow): Change {
  const choose = <K extends keyof CustomerState>(field: K): CustomerState[K] =>
    given.has(field) ? row[field] : existing[field];
  return changesTo(existing, {
    name: choose('name'),
    email: choose('email'),
    phone: choose('phone'),
    status: choose('status'),
    priority: choose('priority'),
    assignedTo: choose('assignedTo'),
    archived: choose('archived'),
    dueAt: choose('dueAt'),
    followUpAt: choose('followUpAt'),
    notes: choose('notes'),
    tags: choose('tags'),
    fields: { ...existing.fields, ...row.fields },
  });
}

/** The customer as if it were made from the row, with what that changes. */
export function changesOfRestored(row: NewRow, existing: ExistingRow): Change {
  const { id, externalId, createdAt, ...state } = row;
  const without = Object.fromEntries(Object.keys(existing.fields).map((name) => [name, null]));
  return changesTo(existing, { ...state, fields: { ...without, ...state.fields } });
}

const changesTo = (existing: ExistingRow, wanted: CustomerState): Change => ({
  state: { ...wanted, fields: withoutNulls(wanted.fields) },
  changes: diffCustomer(existing, wanted),
});

export function withoutNulls(fields: CustomFields): CustomFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
