import type { CallInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { Mention, readMentions } from '@caseload/shared/mentions/endpoints.ts';
import type { InfiniteData } from '@tanstack/react-query';
import type { MentionPage } from './mentionsQuery.ts';

/** Which mentions are meant: those of some comments, of one customer, or all. */
export type Which = CallInput<typeof readMentions>['body'];

export type MentionPages = InfiniteData<MentionPage>;

/** The pages with the meant mentions read, in their places, and how many of them were unread. */
export function markRead(pages: MentionPages, which: Which, now: string) {
  let count = 0;
  const mark = (mention: Mention) => {
    if (mention.readAt !== null || !isMeant(mention, which)) return mention;
    count += 1;
    return { ...mention, readAt: now };
  };
  const marked = pages.pages.map((page) => ({ ...page, items: page.items.map(mark) }));
  return { pages: { ...pages, pages: marked }, count };
}

function isMeant({ action, customer }: Mention, which: Which): boolean {
  if ('actionIds' in which) return which.actionIds.includes(action.id);
  return 'all' in which || which.customerId === customer.id;
}
