import {
  CUSTOM_FIELD_PREFIX,
  type CustomerState,
  flattenCustomer,
} from '@caseload/shared/rules/diffCustomer.ts';

/** The fields one person wants to set, as a PATCH carries them: only the dirty ones, custom values by name. */
export type CustomerChange = Partial<CustomerState>;

/** The names of everything a change sets; custom values are `fields.<name>`. */
export function changedFields(change: CustomerChange): string[] {
  return [...flattenCustomer(change).keys()];
}

export function isEmptyChange(change: CustomerChange): boolean {
  return changedFields(change).length === 0;
}

/** The part of a change whose flat field names pass the test. */
export function pickFields(change: CustomerChange, keep: (field: string) => boolean): CustomerChange {
  const picked: CustomerChange = { ...change };
  for (const key of stateKeys(change)) if (key !== 'fields' && !keep(key)) delete picked[key];
  if (!change.fields) return picked;
  const custom = Object.entries(change.fields).filter(([name]) => keep(CUSTOM_FIELD_PREFIX + name));
  if (custom.length === 0) delete picked.fields;
  else picked.fields = Object.fromEntries(custom);
  return picked;
}

/** Both changes as one; where both set a field, the second wins. */
export function mergeChanges(first: CustomerChange, second: CustomerChange): CustomerChange {
  const merged = { ...first, ...second };
  if (first.fields && second.fields) merged.fields = { ...first.fields, ...second.fields };
  return merged;
}

/** The change that sets the named fields to what they are in `source`; a custom value absent there is removed. */
export function changeFrom(source: CustomerState, fields: Iterable<string>): CustomerChange {
  const change: CustomerChange = {};
  const custom: NonNullable<CustomerChange['fields']> = {};
  for (const field of fields) {
    if (field.startsWith(CUSTOM_FIELD_PREFIX)) {
      const name = field.slice(CUSTOM_FIELD_PREFIX.length);
      custom[name] = source.fields[name] ?? null;
    } else if (isStateKey(source, field)) copyField(change, source, field);
  }
  return Object.keys(custom).length > 0 ? { ...change, fields: custom } : change;
}

/** A state with a change applied, as the server applies it: `null` removes a custom value. */
export function applyChange<S extends CustomerState>(state: S, change: CustomerChange): S {
  if (!change.fields) return { ...state, ...change };
  const custom = Object.entries({ ...state.fields, ...change.fields }).filter(([, value]) => value !== null);
  return { ...state, ...change, fields: Object.fromEntries(custom) };
}

function copyField<K extends keyof CustomerState>(to: CustomerChange, from: CustomerState, key: K): void {
  to[key] = from[key];
}

function isStateKey(state: CustomerState, key: string): key is keyof CustomerState {
  return key !== 'fields' && Object.hasOwn(state, key);
}

function stateKeys(change: CustomerChange): (keyof CustomerState)[] {
  const keys: (keyof CustomerState)[] = [];
  for (const key in change) if (isKeyOf(change, key)) keys.push(key);
  return keys;
}

function isKeyOf<T extends object>(object: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(object, key);
}
