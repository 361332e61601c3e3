import { z } from 'zod';

/** What the address of Mentions can say; the unread ones unless it asks for all. */
const mentionsSearch = z.object({ show: z.literal('all').optional().catch(undefined) });
export type MentionsSearch = z.output<typeof mentionsSearch>;

export function readMentionsSearch(raw: Record<string, unknown>): MentionsSearch {
  return mentionsSearch.parse(raw);
}
