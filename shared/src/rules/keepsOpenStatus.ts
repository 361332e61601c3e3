import type { Status } from '../organisations/organisation.ts';

type Kept = Pick<Status, 'category' | 'archived'>;

/** Whether new work still has a status to begin in: at least one that is in use and means open. */
export function keepsOpenStatus(statuses: readonly Kept[]): boolean {
  return statuses.some(({ category, archived }) => category === 'open' && !archived);
}

/** The status that new work begins in unless somebody says otherwise; undefined when there is none to begin in. */
export const firstOpenStatus = (statuses: readonly Status[]): string | undefined =>
  statuses.find(({ category, archived }) => category === 'open' && !archived)?.key;
