import { useEffect, useEffectEvent, useRef } from 'react';
import { useReadMentions } from './useReadMentions.ts';
import { useUnreadMentions } from './useUnreadMentions.ts';

/** Whoever has opened a customer has seen where they are mentioned there. Asks nothing of the server when all is read. */
export function useReadOnOpening(customerId: string): void {
  const hasUnread = useUnreadMentions() > 0;
  const { mutate } = useReadMentions();
  const isDone = useRef(false);
  const read = useEffectEvent(() => mutate({ customerId }));
  useEffect(() => {
    if (!hasUnread || isDone.current) return;
    isDone.current = true;
    read();
  }, [hasUnread]);
}
