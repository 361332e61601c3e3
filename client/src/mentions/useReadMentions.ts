import { listMentions, readMentions } from '@caseload/shared/mentions/endpoints.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { markRead, type Which } from './markRead.ts';
import { mentionsQuery, unreadMentionsQuery } from './mentionsQuery.ts';

/**
 * Marks mentions as read: on the screen at once, on the server behind it. They keep their places in the list until it
 * is read again, so that nothing moves under the pointer. A failure reads the truth again.
 */
export function useReadMentions() {
  const queryClient = useQueryClient();
  return useMutation({
    // Also where the page goes right after the press.
    mutationFn: (body: Which) => call(readMentions, { body }, { keepalive: true }),
    onMutate: async (which) => {
      await queryClient.cancelQueries({ queryKey: [listMentions.id] });
      const now = new Date().toISOString();
      let marked = 0;
      for (const filter of ['unread', 'all'] as const) {
        queryClient.setQueryData(mentionsQuery(filter).queryKey, (read) => {
          if (read === undefined) return read;
          const { pages, count } = markRead(read, which, now);
          marked = Math.max(marked, count);
          return pages;
        });
      }
      queryClient.setQueryData(unreadMentionsQuery().queryKey, (count = 0) =>
        'all' in which ? 0 : Math.max(0, count - marked),
      );
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: [listMentions.id] }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: unreadMentionsQuery().queryKey }),
  });
}
