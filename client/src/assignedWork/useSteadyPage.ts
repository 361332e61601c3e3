import type { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { ResponseBody } from '@caseload/shared/contracts/defineEndpoint.ts';
import { useState } from 'react';

export type CustomerPage = ResponseBody<typeof listCustomers>;

export type SteadyPage = ReturnType<typeof useSteadyPage>;

type Held = {
  readonly address: string;
  readonly page: CustomerPage;
  /** The number of the page's first row within the whole list, from 1. */
  readonly first: number;
};

/**
 * What to show of a page that is fetched again while a person works in it: the newest values in the order
 * it was first shown, so that no row moves under the cursor. `refresh` takes over the new order.
 * @param address what the page stands for; another address shows another page at once, null is a page kept
 * on screen until its successor is there
 */
export function useSteadyPage(address: string | null, fresh: CustomerPage | undefined, first: number) {
  const [held, setHeld] = useState<Held | null>(null);
  const refresh = () => {
    if (fresh !== undefined && address !== null) setHeld({ address, page: fresh, first });
  };
  if (address === null) return { page: held?.page, first: held?.first ?? 1, isOutdated: false, refresh };
  if (fresh === undefined) return { page: undefined, first, isOutdated: false, refresh };
  if (held === null || held.address !== address) {
    // During render, as React asks for state that follows a prop: the old page is never painted.
    setHeld({ address, page: fresh, first });
    return { page: fresh, first, isOutdated: false, refresh };
  }
  const isOutdated = !hasSameOrder(held.page, fresh);
  return { page: isOutdated ? withNewestRows(held.page, fresh) : fresh, first, isOutdated, refresh };
}

export function hasSameOrder(shown: CustomerPage, fresh: CustomerPage): boolean {
  return (
    shown.items.length === fresh.items.length &&
    shown.items.every(({ id }, index) => id === fresh.items[index]?.id)
  );
}

/** Rows that left the page keep what was last known of them. */
export function withNewestRows(shown: CustomerPage, fresh: CustomerPage): CustomerPage {
  const newest = new Map(fresh.items.map((row) => [row.id, row]));
  const items = shown.items.map((row) => {
    const other = newest.get(row.id);
    return other !== undefined && other.version > row.version ? other : row;
  });
  return { ...shown, items };
}
