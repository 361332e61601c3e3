const NOT_CHANGEABLE: ReadonlySet<string> = new Set(['id', 'version', 'createdAt', 'updatedAt', 'fields']);

/** The changeable fields of a customer, custom values as `fields.<name>`, as the audit trail names them. */
export function flatFields(state: object): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(state)) {
    if (field === 'fields') {
      for (const [name, custom] of Object.entries(value ?? {})) flat[`fields.${name}`] = custom;
    } else if (!NOT_CHANGEABLE.has(field)) flat[field] = value;
  }
  return flat;
}
