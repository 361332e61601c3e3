import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { NOTHING_SELECTED, selectIds, type Selection } from './selection.ts';

type Kept = { readonly address: string; readonly selection: Selection };

/** The last selection, so that it is still there after a visit to a customer. */
const lastSelections = new WeakMap<QueryClient, Kept>();

/** Chooses these in a list that is not on the screen at the moment. */
export function keepSelected(queryClient: QueryClient, address: string, ids: readonly string[]): void {
  lastSelections.set(queryClient, { address, selection: selectIds(NOTHING_SELECTED, ids) });
}

/**
 * What is chosen in the list of this address; another list begins with nothing.
 * @param address null while the rows on the screen are still those of the list before: under the name of the next one
 *   they would be changed without being seen, so nothing can be chosen
 */
export function useSelection(address: string | null) {
  const queryClient = useQueryClient();
  const [kept, setKept] = useState<Kept | null>(() => lastSelections.get(queryClient) ?? null);
  const selection = kept !== null && kept.address === address ? kept.selection : NOTHING_SELECTED;
  const shown = useRef(address);
  useLayoutEffect(() => {
    shown.current = address;
  }, [address]);
  useEffect(() => {
    if (kept !== null) lastSelections.set(queryClient, kept);
  }, [queryClient, kept]);
  return {
    selection,
    change: (next: (now: Selection) => Selection) => {
      if (address === null) return;
      setKept((now) => {
        if (now?.address === address) return { address, selection: next(now.selection) };
        // What comes late, for a list that is not there any more, leaves the one that is alone.
        return shown.current === address ? { address, selection: next(NOTHING_SELECTED) } : now;
      });
    },
  };
}
