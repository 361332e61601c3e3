import { listMentions } from '@caseload/shared/mentions/endpoints.ts';
import type { ResponseBody } from '@caseload/shared/contracts/defineEndpoint.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';

export type MentionPage = ResponseBody<typeof listMentions>;
export type MentionFilter = 'unread' | 'all';

const PAGE = 50;
/** Until mentions are pushed, the bell asks this often. */
const ASK_AGAIN_MS = 60_000;

/** Mentions by pages, newest first. Their keys begin with the endpoint, as all keys do. */
export function mentionsQuery(filter: MentionFilter) {
  return infiniteQueryOptions({
    queryKey: [listMentions.id, 'list', filter] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: String(PAGE),
        ...(filter === 'unread' ? { unread: 'true' as const } : {}),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return call(listMentions, { query }, { signal });
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** How many are unread; a page of one, for the count comes with every page. */
export function unreadMentionsQuery() {
  return queryOptions({
    queryKey: [listMentions.id, 'unreadCount'] as const,
    queryFn: async ({ signal }) => {
      const { unreadCount } = await call(listMentions, { query: { unread: 'true', limit: '1' } }, { signal });
      return unreadCount;
    },
    refetchInterval: ASK_AGAIN_MS,
  });
}

/** No cursor yet. */
function firstPage(): string | null {
  return null;
}
