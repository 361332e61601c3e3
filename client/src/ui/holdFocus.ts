import { isFocusFree } from '../shell/focus.ts';
import { giveTyped } from './typedAhead.ts';

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * A ref for what opens above the page: it has the focus before the next key can come, and gives it back in the moment
 * it goes. Mantine does both by a timer, and a key pressed before that acts on the page.
 */
export function holdFocus(element: HTMLElement | null) {
  if (element === null) return undefined;
  const before = document.activeElement;
  const first = firstOf(element);
  first.focus({ preventScroll: true });
  giveTyped(first);
  return () => {
    const isHeld = element.contains(document.activeElement) || isFocusFree();
    if (isHeld && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
}

/** What Mantine's own trap for the focus chooses too. */
function firstOf(element: HTMLElement): HTMLElement {
  const wanted = element.querySelector<HTMLElement>('[data-autofocus]');
  if (wanted !== null) return wanted;
  const possible = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (candidate) => !candidate.matches(':disabled'),
  );
  return possible.find(({ tabIndex }) => tabIndex >= 0) ?? possible[0] ?? element;
}
