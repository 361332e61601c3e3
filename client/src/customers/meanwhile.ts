import type { Customer } from '@caseload/shared/customers/customer.ts';

/** What took a customer away since it was opened, the archive before another assignee; null while nothing did. */
export function wentAway(opened: Customer, now: Customer): 'archived' | 'assignedTo' | null {
  if (now.archived && !opened.archived) return 'archived';
  return now.assignedTo === opened.assignedTo ? null : 'assignedTo';
}
