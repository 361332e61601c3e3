import { keepsOpenStatus } from '@caseload/shared/rules/keepsOpenStatus.ts';
import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';

/** Whether another status, maybe an archived one, is called the same: people could not tell them apart. */
export function isLabelTaken(known: readonly ManagedStatus[], label: string, key: string | null): boolean {
  const wanted = label.trim().toLowerCase();
  return known.some((status) => status.key !== key && status.label.toLowerCase() === wanted);
}

/** Whether new work still has a status to begin in after a change of one of them. */
export function keepsOpenAfter(
  all: readonly ManagedStatus[],
  key: string,
  change: Partial<Pick<ManagedStatus, 'category' | 'archived'>>,
): boolean {
  return keepsOpenStatus(all.map((status) => (status.key === key ? { ...status, ...change } : status)));
}

/**
 * The place a status moves to when it goes one further down (or up, below zero) among those shown, as a position
 * among all; null when it stands at the end already.
 */
export function placeAfterMove(
  shown: readonly Pick<ManagedStatus, 'key' | 'position'>[],
  key: string,
  by: 1 | -1,
): number | null {
  const at = shown.findIndex((status) => status.key === key);
  return at < 0 ? null : (shown[at + by]?.position ?? null);
}
