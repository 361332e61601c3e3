/** `due_at as "dueAt"` and so on: columns as a statement written by hand asks for them, by the names of the contract. */
export const selectList = (columns: Readonly<Record<string, { readonly name: string }>>): string =>
  Object.entries(columns)
    .map(([key, { name }]) => `${name} as "${key}"`)
    .join(', ');
