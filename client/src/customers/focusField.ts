/** Puts the cursor into a control of the page. */
export function focusField(id: string): void {
  document.getElementById(id)?.focus();
}
