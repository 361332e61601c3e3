import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';

/** From here on a plan that reads all rows for each changed one costs more than planning anew what others plan for. */
const MANY = 500;

/**
 * Has everything planned anew, once, before many rows are changed. Plans that this connection kept from when the
 * tables were small, those of the triggers and foreign keys too, would read all rows for each changed one; a plan
 * made for each row (`force_custom_plan`) takes more than twice as long as the work itself.
 */
export async function forgetPlans(tx: Transaction, rows: number): Promise<void> {
  if (rows >= MANY) await tx.raw('discard plans', []);
}

/**
 * Has PostgreSQL check now what it would check at COMMIT, so that a dry run meets it too and the list of checks
 * still to be made stays short however many rows there are.
 */
export const checkConstraints = (tx: Transaction): Statement<unknown>[] => [
  tx.raw('set constraints customers_change_has_action immediate', []),
  tx.raw('set constraints customers_change_has_action deferred', []),
];
