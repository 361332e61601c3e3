import { useState } from 'react';

/** Of which rows the forms are open. Several at once: to open another must not take away what is typed in this one. */
export function useOpenForms() {
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  return {
    edited,
    onEdit(key: string, isOpen: boolean): void {
      setEdited((keys) => new Set([...[...keys].filter((other) => other !== key), ...(isOpen ? [key] : [])]));
    },
  };
}
