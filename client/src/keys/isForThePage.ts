const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
/** Widgets with keys of their own. */
const WIDGETS = '[role="dialog"], [role="menu"], [role="listbox"], [role="radiogroup"], [role="tablist"]';
/** What Enter and Space press by themselves. */
const PRESSABLE = 'a[href], button, summary, [role="button"], [role="menuitem"]';

/** Single keys never fire while a person types, drives a widget, or has a dialog open. */
export function isForThePage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector('[aria-modal="true"]') !== null) return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  if (target.closest(`${TYPING}, ${WIDGETS}`) !== null) return false;
  const presses = event.key === 'Enter' || event.key === ' ';
  return !(presses && target.closest(PRESSABLE) !== null);
}
