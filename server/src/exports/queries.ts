import { eq } from '@caseload/db/drizzle.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { employees } from '@caseload/db/schema/organisations.ts';

/** Everybody's name, also of those who left: their customers still say who had them. */
export const listNames = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ id: employees.id, name: employees.name })
    .from(employees)
    .where(eq(employees.organisationId, organisationId));
