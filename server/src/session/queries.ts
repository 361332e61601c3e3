import { and, asc, eq, sql } from '@caseload/db/drizzle.ts';
import type { Employee } from '@caseload/shared/employees/employee.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { employees, organisations } from '@caseload/db/schema/organisations.ts';
import { selectList } from '@caseload/db/selectList.ts';

const person = {
  id: employees.id,
  name: employees.name,
  email: employees.email,
  role: employees.role,
  active: employees.active,
};

/** Everybody with this address, in any organisation; the scope `signInEmail` shows nobody else. */
export const findSignInCandidates = (tx: Transaction, email: string) =>
  tx.db
    .select({
      ...person,
      organisationId: employees.organisationId,
      passwordHash: employees.passwordHash,
      sessionEpoch: employees.sessionEpoch,
    })
    .from(employees)
    .where(and(eq(employees.email, email), eq(employees.active, true)))
    .orderBy(asc(employees.createdAt), asc(employees.id))
    .limit(5);

// Written by hand, as what is asked every few seconds of everybody who is at work.
const FIND_EMPLOYEE = `select ${selectList({ ...person, sessionEpoch: employees.sessionEpoch })}
  from employees where organisation_id = $1 and id = $2`;

export const findEmployee = (tx: Transaction, organisationId: string, id: string) =>
  tx.rows<Employee & { sessionEpoch: number }>(FIND_EMPLOYEE, [organisationId, id], 'find_employee');

export const findOrganisation = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ id: organisations.organisationId, name: organisations.name })
    .from(organisations)
    .where(eq(organisations.organisationId, organisationId));

export const saveSignIn = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .update(employees)
    .set({ lastSignInAt: sql`clock_timestamp()` })
    .where(and(eq(employees.organisationId, organisationId), eq(employees.id, id)));
