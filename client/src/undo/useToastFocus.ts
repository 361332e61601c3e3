import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { CONTENT_ID } from '../shell/focus.ts';

/**
 * Gives the focus back to where it was before it came into the box: what is pressed there disappears, and a browser then
 * drops the focus without saying so.
 */
export function useToastFocus(box: RefObject<HTMLElement | null>) {
  const before = useRef<HTMLElement | null>(null);
  const isWithin = useRef(false);
  const holds = (target: EventTarget | null) =>
    target instanceof Node && box.current?.contains(target) === true;

  function giveBack(): void {
    if (!isWithin.current) return;
    isWithin.current = false;
    const place = before.current?.isConnected ? before.current : document.getElementById(CONTENT_ID);
    place?.focus({ preventScroll: true });
  }

  // A toast may also go by itself, when newer ones need its room.
  useLayoutEffect(() => {
    if (!holds(document.activeElement)) giveBack();
  });

  return {
    giveBack,
    onFocus({ relatedTarget }: FocusEvent): void {
      isWithin.current = true;
      if (!holds(relatedTarget)) before.current = relatedTarget instanceof HTMLElement ? relatedTarget : null;
    },
    onBlur({ relatedTarget }: FocusEvent): void {
      isWithin.current = holds(relatedTarget);
    },
  };
}
