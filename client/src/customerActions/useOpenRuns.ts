import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { useState } from 'react';

/** Which runs are unfolded. Kept by action, since a run grows when older pages come. */
export function useOpenRuns() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const isOpen = (actions: readonly CustomerAction[]) => actions.some(({ id }) => open.has(id));
  return {
    isOpen,
    toggle(actions: readonly CustomerAction[]) {
      const next = new Set(open);
      const wasOpen = isOpen(actions);
      for (const { id } of actions) {
        if (wasOpen) next.delete(id);
        else next.add(id);
      }
      setOpen(next);
    },
  };
}
