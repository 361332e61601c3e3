import { and, eq } from '@caseload/db/drizzle.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { employees } from '@caseload/db/schema/organisations.ts';

/** What a list shows of a customer, by the names of the contract. */
export const summaryColumns = {
  id: customers.id,
  name: customers.name,
  email: customers.email,
  phone: customers.phone,
  status: customers.status,
  priority: customers.priority,
  assignedTo: customers.assignedTo,
  archived: customers.archived,
  dueAt: customers.dueAt,
  followUpAt: customers.followUpAt,
  tags: customers.tags,
  version: customers.version,
  createdAt: customers.createdAt,
  updatedAt: customers.updatedAt,
};

export const customerColumns = { ...summaryColumns, notes: customers.notes, fields: customers.fields };

const isCustomer = (organisationId: string, id: string) =>
  and(eq(customers.organisationId, organisationId), eq(customers.id, id));

export const findCustomer = (tx: Transaction, organisationId: string, id: string) =>
  tx.db.select(customerColumns).from(customers).where(isCustomer(organisationId, id));

/** Holds the row until the transaction ends. `FOR UPDATE`, so that two writers of one customer take turns. */
export const lockCustomer = (tx: Transaction, organisationId: string, id: string) =>
  findCustomer(tx, organisationId, id).for('update');

type Insert = typeof customers.$inferInsert;
export type CustomerColumns = Omit<
  Insert,
  'organisationId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'search' | 'externalId'
>;

/** Needs the lock. The version and the time are set by the database. */
export const saveCustomer = (
  tx: Transaction,
  organisationId: string,
  id: string,
  values: Partial<CustomerColumns>,
) => tx.db.update(customers).set(values).where(isCustomer(organisationId, id)).returning(customerColumns);

export const insertCustomer = (
  tx: Transaction,
  organisationId: string,
  id: string,
  values: CustomerColumns,
) =>
  tx.db
    .insert(customers)
    .values({ ...values, organisationId, id })
    .returning(customerColumns);

/** Whether somebody can be given work: `active` of that person, no row for nobody of this organisation. */
export const findAssignee = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .select({ active: employees.active })
    .from(employees)
    .where(and(eq(employees.organisationId, organisationId), eq(employees.id, id)));
