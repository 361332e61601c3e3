import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';

/** What the form of a status holds. */
export type StatusDraft = Pick<ManagedStatus, 'label' | 'category'>;

/** What I changed since `base` as I have it, the rest as it is now. */
export function rebaseStatus(base: StatusDraft, mine: StatusDraft, now: StatusDraft): StatusDraft {
  return {
    label: mine.label === base.label ? now.label : mine.label,
    category: mine.category === base.category ? now.category : mine.category,
  };
}
