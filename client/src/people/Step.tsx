import { type ReactNode, useEffect, useRef } from 'react';

/**
 * One of several steps in a dialog. It takes the focus when it comes up, so that it is read out, and no button has it:
 * a key that is pressed once too often must not go through the next question too.
 */
export function Step({ children }: { readonly children: ReactNode }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  return (
    <section ref={section} className="dialog-step" tabIndex={-1}>
      {children}
    </section>
  );
}
