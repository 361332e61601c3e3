import { and, asc, eq, ne, sql } from '@caseload/db/drizzle.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { employees, statuses } from '@caseload/db/schema/organisations.ts';

/** Everybody, by name, with the number of customers they hold that are neither archived nor done. */
export function listEmployees(tx: Transaction, organisationId: string) {
  const open = tx.db
    .select({ assignedTo: customers.assignedTo, count: sql<number>`count(*)::int`.as('open_count') })
    .from(customers)
    .innerJoin(
      statuses,
      and(eq(statuses.organisationId, customers.organisationId), eq(statuses.key, customers.status)),
    )
    .where(
      and(
        eq(customers.organisationId, organisationId),
        eq(customers.archived, false),
        ne(statuses.category, 'done'),
      ),
    )
    .groupBy(customers.assignedTo)
    .as('open');
  return tx.db
    .select({
      id: employees.id,
      name: employees.name,
      email: employees.email,
      role: employees.role,
      active: employees.active,
      awayUntil: employees.awayUntil,
      openCount: sql<number>`coalesce(${open.count}, 0)`,
    })
    .from(employees)
    .leftJoin(open, eq(open.assignedTo, employees.id))
    .where(eq(employees.organisationId, organisationId))
    .orderBy(asc(employees.name), asc(employees.id));
}

/** Holds the person, so that the history says what was before. */
export const lockAway = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .select({ name: employees.name, until: employees.awayUntil })
    .from(employees)
    .where(and(eq(employees.organisationId, organisationId), eq(employees.id, id)))
    .for('no key update');

/** Needs the lock. */
export const saveAway = (tx: Transaction, organisationId: string, id: string, until: string | null) =>
  tx.db
    .update(employees)
    .set({ awayUntil: until })
    .where(and(eq(employees.organisationId, organisationId), eq(employees.id, id)));
