/** The id of the link that a row is opened by. */
export function rowLinkId(customerId: string): string {
  return `customer-${customerId}`;
}

/** The id of what shows one field of a row. */
export function cellId(field: string, customerId: string): string {
  return `${field}-of-${customerId}`;
}

/** Gives a row the focus and, unless told otherwise, scrolls it into view. */
export function focusRow(customerId: string, options?: FocusOptions): void {
  document.getElementById(rowLinkId(customerId))?.focus(options);
}

/** The customer whose row has the focus, or null. */
export function focusedRowOf(ids: readonly string[]): string | null {
  const focused = document.activeElement?.id;
  return ids.find((id) => rowLinkId(id) === focused) ?? null;
}
