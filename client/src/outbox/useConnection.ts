import { getLive } from '@caseload/shared/operations/endpoints.ts';
import { onlineManager, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { call } from '../api/call.ts';
import type { RowChanges } from '../assignedWork/rowChanges.ts';
import type { Desk } from '../customers/desk.ts';
import { listenToOtherTabs } from '../session/otherTabs.ts';
import { type Connection, type ConnectionWatch, createConnectionWatch } from './connection.ts';

const PROBE_MS = 10_000;

export type KnownConnection = {
  readonly state: Connection;
  /** Asks the server whether it is there, and when it is sends everything that waits. */
  readonly tryNow: () => Promise<void>;
};

/** How the way to the server is, and what to do when it is open again. */
export function useConnection(desk: Desk, changes: RowChanges): KnownConnection {
  const queryClient = useQueryClient();
  const [watch] = useState(() => createConnectionWatch(onlineManager.isOnline()));
  const state = useSyncExternalStore(watch.subscribe, watch.state);

  useEffect(() => listen(watch, queryClient, desk, changes), [watch, queryClient, desk, changes]);

  useEffect(() => {
    if (state !== 'unreachable') return undefined;
    const timer = setInterval(() => void probe(watch), PROBE_MS);
    return () => clearInterval(timer);
  }, [state, watch]);

  const isFine = state === 'fine';
  useEffect(() => {
    if (!isFine) return;
    void desk.tryAgain(true);
    void tryChanges(desk, changes);
    // What could not be read meanwhile; everything else keeps its own pace.
    void queryClient.refetchQueries({ type: 'active', predicate: (query) => query.state.error !== null });
  }, [isFine, desk, changes, queryClient]);

  // Whoever was away signed in again.
  useEffect(() => listenToOtherTabs(() => void tryChanges(desk, changes)), [desk, changes]);

  async function tryNow(): Promise<void> {
    await probe(watch);
    if (watch.state() !== 'fine') return;
    await tryChanges(desk, changes);
    await desk.tryAgain(true);
  }
  return { state, tryNow };
}

/** Nothing that waited is sent as somebody else who signed in meanwhile. */
async function tryChanges(desk: Desk, changes: RowChanges): Promise<void> {
  if (changes.heldBy() !== null && (await desk.isStillMe())) changes.tryAgain();
}

function listen(
  watch: ConnectionWatch,
  queryClient: QueryClient,
  desk: Desk,
  changes: RowChanges,
): () => void {
  const stopOnline = onlineManager.subscribe(watch.setOnline);
  const stopQueries = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return;
    if (event.action.type === 'success' && event.action.manual !== true) watch.answered();
    if (event.action.type === 'failed' || event.action.type === 'error') watch.failed(event.action.error);
  });
  const stopOutbox = desk.outbox.subscribe(() => {
    for (const { phase, error } of desk.outbox.comments()) if (phase === 'waiting') watch.failed(error);
  });
  const stopChanges = changes.subscribe(() => watch.failed(changes.heldBy()));
  return () => {
    stopOnline();
    stopQueries();
    stopOutbox();
    stopChanges();
  };
}

/** Not counted against anybody's limit. */
async function probe(watch: ConnectionWatch): Promise<void> {
  try {
    await call(getLive, {});
    watch.answered();
  } catch (error) {
    watch.failed(error);
  }
}
