import { type ReactNode, useEffect, useRef } from 'react';
import { isFocusFree } from '../shell/focus.ts';

/** The heading of a step. Arriving at it, the keyboard and screen readers go on from here. */
export function StepHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What was pressed to come here is gone, or stands in the list of steps, which stays.
    const { activeElement } = document;
    const isFromSteps = activeElement?.closest('.steps') !== null;
    if (isFocusFree() || isFromSteps) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1} className="imports__heading">
      {children}
    </h2>
  );
}
