import { useQuery } from '@tanstack/react-query';
import { unreadMentionsQuery } from './mentionsQuery.ts';

/** How many mentions the person has not read, up to 1,000; 0 until it is known. For the bell. */
export function useUnreadMentions(): number {
  return useQuery(unreadMentionsQuery()).data ?? 0;
}
