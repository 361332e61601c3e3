import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { CONTENT_ID, isFocusFree } from './focus.ts';

/** On another page, the keyboard and screen readers go on at its beginning instead of nowhere. */
export function useFocusOnArrival(): void {
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    const isArrival = before.current !== undefined && before.current !== pathname;
    before.current = pathname;
    if (isArrival && isFocusFree()) document.getElementById(CONTENT_ID)?.focus({ preventScroll: true });
  }, [pathname]);
}
