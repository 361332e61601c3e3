import type { CustomFields, Customer } from '../customers/customer.ts';
import type { FieldChange } from '../customerActions/action.ts';

/** What a person can change of a customer, as it is on the wire. */
export type CustomerState = Omit<Customer, 'id' | 'version' | 'createdAt' | 'updatedAt'>;

export const CUSTOM_FIELD_PREFIX = 'fields.';

/** One flat entry per changeable field; custom values as `fields.<name>`, times as written. */
export function flattenCustomer(state: Partial<CustomerState>): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [field, value] of Object.entries(state)) {
    if (field === 'fields') addCustomFields(flat, state.fields ?? {});
    else flat.set(field, value);
  }
  return flat;
}

function addCustomFields(flat: Map<string, unknown>, fields: CustomFields): void {
  for (const [name, value] of Object.entries(fields)) flat.set(CUSTOM_FIELD_PREFIX + name, value);
}

const TIME_FIELDS: ReadonlySet<string> = new Set(['dueAt', 'followUpAt']);

/** Equality of two values of one field: tags as an ordered list, times as moments. */
export function sameFieldValue(field: string, a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => item === b[i]);
  if (TIME_FIELDS.has(field) && typeof a === 'string' && typeof b === 'string')
    return Date.parse(a) === Date.parse(b);
  return false;
}

/** The fields that `to` sets to something else than `from` holds, with both values, in the order of `to`. */
export function diffCustomer(from: CustomerState, to: Partial<CustomerState>): FieldChange[] {
  const before = flattenCustomer(from);
  const changes: FieldChange[] = [];
  for (const [field, value] of flattenCustomer(to)) {
    const previous = before.get(field) ?? null;
    if (!sameFieldValue(field, previous, value)) changes.push({ field, from: previous, to: value });
  }
  return changes;
}
