const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
/** Widgets in which letters choose something. */
const LETTER_WIDGETS = '[role="dialog"], [role="menu"], [role="listbox"]';
/** Widgets in which only arrows and the like do. */
const ARROW_WIDGETS = '[role="radiogroup"], [role="tablist"], [role="slider"]';
/** What Enter and Space press by themselves. */
const PRESSABLE = 'a[href], button, summary, [role="button"], [role="menuitem"]';

/** Whom a press is for: the page, whatever has the focus, or a dialog above the page. */
export type PressReach = 'page' | 'field' | 'dialog';

/** Keys never act on the page while a person types, drives a widget, or has a dialog open. */
export function pressReach(event: KeyboardEvent): PressReach {
  if (document.querySelector('[aria-modal="true"]') !== null) return 'dialog';
  const { target } = event;
  if (!(target instanceof Element)) return 'page';
  if (target.closest(`${TYPING}, ${LETTER_WIDGETS}`) !== null) return 'field';
  if (event.key.length > 1 && target.closest(ARROW_WIDGETS) !== null) return 'field';
  const presses = event.key === 'Enter' || event.key === ' ';
  return presses && target.closest(PRESSABLE) !== null ? 'field' : 'page';
}
