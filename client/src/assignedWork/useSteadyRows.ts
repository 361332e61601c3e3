import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { CustomerPage } from './customerPages.ts';
import { appendPages, countMoved, type HeldOrder, holdOrder, missingIn, placeIn } from './heldOrder.ts';
import type { FilteredList } from './filterDocument.ts';
import { useCustomerRows } from './useRows.ts';

type Pages = InfiniteData<CustomerPage>;

const NONE: ReadonlySet<string> = new Set();
const idsOf = ({ pages }: Pages) => pages.flatMap(({ items }) => items.map(({ id }) => id));

/** The order shown last, so that it is still there after a visit to a customer. */
const lastOrders = new WeakMap<QueryClient, HeldOrder>();

type Input = {
  /** What the rows stand for; null while another list is on its way, whose predecessor stays on the screen. */
  readonly address: string | null;
  readonly data: Pages | undefined;
  /** Whether newer rows are on their way for a list that was shown from memory. */
  readonly isRefetching: boolean;
  readonly isTouched: boolean;
  readonly list: FilteredList;
  readonly statuses: readonly Status[];
};

/**
 * The rows of a list in the order the person was shown: their values change in place, no row moves, leaves or
 * joins until asked to. Only a list that was just opened from memory takes the newest order by itself, as long
 * as nobody has touched it.
 */
export function useSteadyRows({ address, data, isRefetching, isTouched, list, statuses }: Input) {
  const queryClient = useQueryClient();
  const rows = useCustomerRows();
  const [held, setHeld] = useState(() => lastOrders.get(queryClient) ?? null);
  const [settling, setSettling] = useState<Pages | null>(null);
  useEffect(() => {
    if (held !== null) lastOrders.set(queryClient, held);
  }, [queryClient, held]);

  let order = held;
  if (address !== null && data !== undefined) {
    // During render, as React asks for state that follows a prop: the list before is never painted.
    if (held === null || held.address !== address) {
      order = holdOrder(address, data.pages);
      setHeld(order);
      setSettling(isRefetching ? data : null);
    } else if (held.ids.length === 0 && data.pages.some(({ items }) => items.length > 0)) {
      // Nothing stands there that could move.
      order = holdOrder(address, data.pages);
      setHeld(order);
    } else if (settling !== null && settling !== data) {
      if (!isTouched) {
        order = holdOrder(address, data.pages);
        setHeld(order);
      }
      setSettling(null);
    } else if (data.pages.length > held.pages) {
      order = appendPages(held, data.pages);
      setHeld(order);
    }
  }
  const isShown = address === null || order?.address === address;
  const changes = useSyncExternalStore(rows.subscribe, rows.changes);
  const answered = address === order?.address && settling === null ? data : undefined;
  const moved = useMemo(() => {
    if (order === null || answered === undefined) return 0;
    return changes < 0 ? 0 : countMoved(order, rows.find, placeIn(list, statuses), idsOf(answered));
  }, [order, answered, changes, rows, list, statuses]);
  const missing = useMemo(
    () => (order === null || answered === undefined ? NONE : missingIn(order, idsOf(answered))),
    [order, answered],
  );

  return {
    order: isShown && (data !== undefined || address === null) ? order : null,
    /** How many customers would stand elsewhere by now. */
    moved,
    /** The customers that still stand there, of whom the server's answer says nothing any more. */
    missing,
    /** Takes over the order of what was just read. */
    take: (fresh: Pages) => {
      if (address !== null) setHeld(holdOrder(address, fresh.pages));
    },
  };
}
