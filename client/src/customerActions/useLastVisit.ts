import { getDesk, recordVisit } from '@caseload/shared/desk/endpoints.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { useCustomer } from '../customers/customerContext.ts';
import { actionsQuery } from './actionsQuery.ts';

export type LastVisit = { readonly seenActionId: string | null; readonly visitedAt: string | null };

/** Long enough to have looked at it, in milliseconds. */
const SEEN_AFTER_MS = 2_000;

/** How far the person had read when they opened the page; what they see now does not move it. Null until known. */
export function useLastVisit(): LastVisit | null {
  const { customer } = useCustomer();
  const { data, isFetchedAfterMount } = useQuery({
    ...endpointQuery(getDesk, { params: { id: customer.id } }),
    refetchOnMount: 'always',
  });
  const [atOpening, setAtOpening] = useState<LastVisit | null>(null);
  if (atOpening === null && isFetchedAfterMount && data !== undefined) setAtOpening(data);
  return atOpening;
}

/** Remembers the newest action as seen once it was in view for two seconds, and on leaving. */
export function useRecordVisit(newestId: string | null, isAllowed: boolean): void {
  const { customer } = useCustomer();
  const queryClient = useQueryClient();
  const recorded = useRef<string | null>(null);

  const record = useEffectEvent(() => {
    const seenActionId = newestOf() ?? newestId;
    if (!isAllowed || seenActionId === null || seenActionId === recorded.current) return;
    recorded.current = seenActionId;
    const input = { params: { id: customer.id }, body: { seenActionId } };
    // A visit that is not recorded only shows some of it as new again.
    void call(recordVisit, input, { whenSignedOut: 'throw' }).catch(() => {
      recorded.current = null;
    });
  });

  /** With a filter on, the newest that was shown before it was set. */
  function newestOf(): string | null {
    const shown = queryClient.getQueryData(actionsQuery(customer.id, 'all').queryKey);
    return shown?.pages[0]?.items[0]?.id ?? null;
  }

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(record, SEEN_AFTER_MS);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [newestId, isAllowed]);
  const leave = useEffectEvent(() => {
    // Who only passed through has not seen it.
    if (recorded.current !== null) record();
  });
  useEffect(() => () => leave(), []);
}
