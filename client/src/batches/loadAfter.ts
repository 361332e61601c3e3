import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';

/** How many open customers a person would gain; `isExact` is false where it can be fewer. */
export type Gain = { readonly count: number; readonly isExact: boolean };

/** What each person would gain of these rows: those that are open and not theirs already. */
export function gainOfRows(rows: readonly CustomerSummary[], statuses: readonly Status[]) {
  const done = new Set(statuses.filter(({ category }) => category === 'done').map(({ key }) => key));
  const open = rows.filter(({ archived, status }) => !archived && !done.has(status));
  return (personId: string): Gain => ({
    count: open.filter(({ assignedTo }) => assignedTo !== personId).length,
    isExact: true,
  });
}

/** Of customers that are only counted, nobody knows which are open or whose they are. */
export function gainAtMost(count: number) {
  return (): Gain => ({ count, isExact: false });
}
