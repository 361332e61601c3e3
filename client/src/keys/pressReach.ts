const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
/** What stands open above the page; letters choose something in it. */
const OPEN = '[role="menu"], [role="dialog"]';
/** Widgets in which only arrows and the like do. */
const ARROW_WIDGETS = '[role="radiogroup"], [role="tablist"], [role="slider"]';
/** What Enter and Space press by themselves. */
const PRESSABLE = 'a[href], button, summary, [role="button"], [role="menuitem"]';

/** Whom a press is for: the page, whatever has the focus or stands open, or a dialog above the page. */
export type PressReach = 'page' | 'field' | 'dialog';

const judged = new WeakMap<KeyboardEvent, PressReach>();

/**
 * Keys never act on the page while a person types, drives a widget, or has a menu or a dialog open. A press is judged
 * once, by whoever asks first: what it closes is gone for those who ask later.
 */
export function pressReach(event: KeyboardEvent): PressReach {
  const reach = judged.get(event) ?? judge(event);
  judged.set(event, reach);
  return reach;
}

function judge({ key, target }: KeyboardEvent): PressReach {
  if (document.querySelector('[aria-modal="true"]') !== null) return 'dialog';
  if (document.querySelector(OPEN) !== null) return 'field';
  if (!(target instanceof Element)) return 'page';
  if (target.closest(`${TYPING}, [role="listbox"]`) !== null) return 'field';
  if (key.length > 1 && target.closest(ARROW_WIDGETS) !== null) return 'field';
  const presses = key === 'Enter' || key === ' ';
  return presses && target.closest(PRESSABLE) !== null ? 'field' : 'page';
}
