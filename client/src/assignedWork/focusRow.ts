/** The id of the link that a row is opened by. */
export function rowLinkId(customerId: string): string {
  return `customer-${customerId}`;
}

/** Gives a row the focus and, unless told otherwise, scrolls it into view. */
export function focusRow(customerId: string, options?: FocusOptions): void {
  document.getElementById(rowLinkId(customerId))?.focus(options);
}
