import type { QueryClient } from '@tanstack/react-query';
import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { listCustomerActions } from '@caseload/shared/customerActions/endpoints.ts';
import { newKey } from '../api/newKey.ts';
import { putCustomer } from '../api/putCustomer.ts';
import { createCustomerSaver } from '../customers/customerSaver.ts';
import { waitToRetry } from '../customers/retryPause.ts';
import { sendPatch } from '../customers/sendPatch.ts';
import { isNoServer } from '../outbox/connection.ts';
import { useSession } from '../session/sessionQuery.ts';
import { type CustomerRows, customerRowsOf } from './customerRows.ts';
import { refreshCountsSoon } from './refreshCounts.ts';
import { createRowChanges, type RowChanges, type RowView } from './rowChanges.ts';

const kept = new WeakMap<QueryClient, Map<string, RowChanges>>();

/** What is known of the customers in lists. */
export function useCustomerRows(): CustomerRows {
  return customerRowsOf(useQueryClient());
}

/** The changes the signed-in person makes in lists. */
export function useRowChanges(): RowChanges {
  const queryClient = useQueryClient();
  const me = useSession().employee.id;
  const people = kept.get(queryClient) ?? new Map<string, RowChanges>();
  kept.set(queryClient, people);
  const known = people.get(me);
  if (known !== undefined) return known;
  const changes = rowChangesFor(queryClient, me);
  people.set(me, changes);
  return changes;
}

function rowChangesFor(queryClient: QueryClient, me: string): RowChanges {
  const rows = customerRowsOf(queryClient);
  return createRowChanges({
    rows,
    makeSaver: (ask, untilServer) =>
      createCustomerSaver({
        me,
        send: sendPatch,
        newKey,
        ask,
        onRow: (customer) => putCustomer(queryClient, customer),
        async waitToRetry(tries, error) {
          if (!isNoServer(error)) return waitToRetry(tries, error);
          return (onlineManager.isOnline() && (await waitToRetry(tries, error))) || untilServer(error);
        },
      }),
    onSaved({ id }) {
      // Both the page of the customer and the preview tell what happened last.
      void queryClient.invalidateQueries({ queryKey: [listCustomerActions.id, id] });
      void queryClient.invalidateQueries({ queryKey: [listCustomerActions.id, { params: { id } }] });
      refreshCountsSoon(queryClient);
    },
  });
}

/** A row as it is shown now, or null when it is not known. */
export function useRowView(id: string): RowView | null {
  const changes = useRowChanges();
  return useSyncExternalStore(changes.subscribe, () => changes.view(id));
}
