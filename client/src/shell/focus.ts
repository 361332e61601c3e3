/** The id of the landmark that holds the page. */
export const CONTENT_ID = 'content';

/** Whether nothing in particular has the focus, so that it may be moved without taking it from a person. */
export function isFocusFree(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.id === CONTENT_ID;
}
