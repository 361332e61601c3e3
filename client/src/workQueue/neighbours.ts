import type { Customer } from '@caseload/shared/customers/customer.ts';
import type { QueryClient } from '@tanstack/react-query';
import { customerQuery } from '../api/customerQuery.ts';
import { problemOf } from '../api/errors.ts';
import { actionsQuery } from '../customerActions/actionsQuery.ts';
import { idsAfter, markLeft } from './queueRun.ts';
import type { QueueStore } from './queueStore.ts';

export type NeighbourParts = {
  readonly queryClient: QueryClient;
  readonly store: QueueStore;
  readonly isWorkable: (customer: Customer) => boolean;
};

/** What was read this long ago is looked at again before it is opened, in milliseconds. */
const FRESH_MS = 30_000;
/** Going on never waits longer than this for the second look. */
const LOOK_MS = 250;
/** So many in a row that somebody else has seen to are passed over before one is opened as it comes. */
const MOST_LOOKS = 10;

const NO_MORE = { kind: 'left' } as const;
type Look = { readonly kind: 'workable' | 'unknown' } | typeof NO_MORE;

/** The next customer after one that still is the person's to work on; null at the end. */
export async function nextWorkable(parts: NeighbourParts, id: string): Promise<string | null> {
  for (let looks = 0; ; looks += 1) {
    const run = parts.store.run();
    const next = run === null ? undefined : idsAfter(run, id)[0];
    if (run === null || next === undefined) return null;
    if (run.worked.includes(next) || looks === MOST_LOOKS) return next;
    const seen = await Promise.race([lookAt(parts, next), soon()]);
    if (seen.kind !== 'left') return next;
    parts.store.change((known) => markLeft(known, next));
  }
}

/**
 * Reads what the page of a customer shows first, so that it is there at once: two requests, of the 500 a person has
 * in 15 minutes. What was read before is brought up to date by the page itself.
 */
export function prefetchPage(queryClient: QueryClient, id: string): void {
  const customer = customerQuery(id);
  const actions = actionsQuery(id, 'all');
  if (queryClient.getQueryData(customer.queryKey) === undefined) void queryClient.prefetchQuery(customer);
  if (queryClient.getQueryData(actions.queryKey) === undefined)
    void queryClient.prefetchInfiniteQuery(actions);
}

/** Whether the page of a customer can be shown without asking the server. */
export function isRead(queryClient: QueryClient, id: string): boolean {
  const { queryKey } = customerQuery(id);
  return queryClient.getQueryData(queryKey) !== undefined;
}

async function lookAt({ queryClient, isWorkable }: NeighbourParts, id: string): Promise<Look> {
  const query = customerQuery(id);
  try {
    const customer = await queryClient.fetchQuery({ ...query, staleTime: FRESH_MS, retry: false });
    return isWorkable(customer) ? { kind: 'workable' } : NO_MORE;
  } catch (error) {
    return problemOf(error)?.type === 'not-found' ? NO_MORE : { kind: 'unknown' };
  }
}

async function soon(): Promise<Look> {
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  return { kind: 'unknown' };
}
