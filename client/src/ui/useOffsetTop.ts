import { useLayoutEffect, useState } from 'react';

/** Pixels from the top of the page; read again when the bars above the element grow or shrink. */
export function useOffsetTop(element: { readonly current: HTMLElement | null }): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const read = () => {
      const box = element.current?.getBoundingClientRect();
      if (box !== undefined) setOffset(Math.round(box.top + window.scrollY));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return offset;
}
