import type { Customer } from '@caseload/shared/customers/customer.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { fieldCodec, markedText } from './fieldCodec.ts';

/**
 * The text that, read on `base`, stands for what `held` holds in a field: what a person would type wherever that is read
 * so, else one that is marked. A number could not be told from its digits where the customer holds none any more.
 */
export function exactText(field: string, held: Customer, base: Customer): string {
  const { toText, toChange } = fieldCodec(field);
  const plain = toText(held);
  if (!field.startsWith(CUSTOM_FIELD_PREFIX)) return plain;
  const name = field.slice(CUSTOM_FIELD_PREFIX.length);
  const value = held.fields[name] ?? null;
  // A text that is there already counts as nothing typed.
  const isNothingNew = plain === toText(base) && value !== (base.fields[name] ?? null);
  return !isNothingNew && toChange(plain, base)?.fields?.[name] === value ? plain : markedText(value);
}
