import { and, eq } from '@caseload/db/drizzle.ts';
import type { Employee } from '@caseload/shared/employees/employee.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { employees } from '@caseload/db/schema/organisations.ts';

// Written by hand, as what everybody asks: building it with drizzle took longer than running it. A day is asked for as
// text, for the driver would make a midnight of it.
const EMPLOYEES = `select e.id, e.name, e.email, e.role, e.active, e.away_until::text as "awayUntil",
    coalesce(o.open_count, 0) as "openCount"
  from employees e left join (
    select c.assigned_to, count(*)::int as open_count
    from customers c join statuses s on s.organisation_id = c.organisation_id and s.key = c.status
    where c.organisation_id = $1 and c.archived = false and s.category <> 'done'
    group by c.assigned_to
  ) o on o.assigned_to = e.id
  where e.organisation_id = $1 order by e.name, e.id`;

/** Everybody, by name, with the number of customers they hold that are neither archived nor done. */
export const listEmployees = (tx: Transaction, organisationId: string) =>
  tx.rows<Employee & { awayUntil: string | null; openCount: number }>(
    EMPLOYEES,
    [organisationId],
    'list_employees',
  );

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
