import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useSession } from '../session/sessionQuery.ts';
import type { QueueRun } from './queueRun.ts';
import { createQueueStore, type QueueStore } from './queueStore.ts';

/** One store per person for as long as the page is loaded: the query client's lifetime. */
const stores = new WeakMap<QueryClient, Map<string, QueueStore>>();

export function useQueueStore(): QueueStore {
  const queryClient = useQueryClient();
  const { id } = useSession().employee;
  const people = stores.get(queryClient) ?? new Map<string, QueueStore>();
  stores.set(queryClient, people);
  const store = people.get(id) ?? createQueueStore(window.sessionStorage, id);
  people.set(id, store);
  return store;
}

/** The run through the queue that is under way in this tab, or null. */
export function useQueueRun(): QueueRun | null {
  const store = useQueueStore();
  return useSyncExternalStore(store.subscribe, store.run);
}
