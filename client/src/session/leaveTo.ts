/** Goes to a page by loading it: when the person changes, nothing of the one before may stay in memory. */
export function leaveTo(path: string): void {
  window.location.assign(path);
}
