import { listCustomerActions } from '@caseload/shared/customerActions/endpoints.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { unreadMentionsQuery } from './mentionsQuery.ts';
import { useReadMentions } from './useReadMentions.ts';

/**
 * Whoever has a customer open has seen where they are mentioned there, also in what comes while they are at it. Asks
 * nothing of the server when all is read.
 */
export function useReadOnOpening(customerId: string): void {
  const queryClient = useQueryClient();
  const { data: unread } = useQuery(unreadMentionsQuery());
  const { mutate } = useReadMentions();
  const known = useRef<number | null>(null);
  const readHere = useEffectEvent(async () => {
    // The bell may know of a comment before it is shown here.
    await queryClient.refetchQueries(
      { queryKey: [listCustomerActions.id, customerId], type: 'active' },
      { cancelRefetch: false },
    );
    mutate({ customerId });
  });
  const readOnOpening = useEffectEvent(() => mutate({ customerId }));
  useEffect(() => {
    if (unread === undefined) return;
    const before = known.current;
    known.current = unread;
    if (before === null && unread > 0) readOnOpening();
    if (before !== null && unread > before) void readHere();
  }, [unread]);
}
