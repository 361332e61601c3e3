import type { Customer } from '@caseload/shared/customers/customer.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { selectList } from '@caseload/db/selectList.ts';
import { nameOf } from '../assignedWork/statement.ts';

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

// Written by hand, as what is asked all day: building them with drizzle took longer than running them.
const COLUMNS = selectList(customerColumns);
const FIND = `select ${COLUMNS} from customers where organisation_id = $1 and id = $2`;
const LOCK = `${FIND} for update`;

export const findCustomer = (tx: Transaction, organisationId: string, id: string): Statement<Customer[]> =>
  tx.rows<Customer>(FIND, [organisationId, id], 'find_customer');

/** Holds the row until the transaction ends. `FOR UPDATE`, so that two writers of one customer take turns. */
export const lockCustomer = (tx: Transaction, organisationId: string, id: string): Statement<Customer[]> =>
  tx.rows<Customer>(LOCK, [organisationId, id], 'lock_customer');

type Insert = typeof customers.$inferInsert;
export type CustomerColumns = Omit<
  Insert,
  'organisationId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'search' | 'externalId'
>;

const WRITABLE = [
  'name',
  'email',
  'phone',
  'notes',
  'status',
  'priority',
  'assignedTo',
  'archived',
  'dueAt',
  'followUpAt',
  'tags',
  'fields',
] as const satisfies readonly (keyof CustomerColumns)[];

/** Needs the lock. The version and the time are set by the database. */
export function saveCustomer(
  tx: Transaction,
  organisationId: string,
  id: string,
  values: Partial<CustomerColumns>,
): Statement<Customer[]> {
  const parameters: unknown[] = [organisationId, id];
  // In one order, so that the same columns are the same statement.
  const assignments = WRITABLE.filter((key) => values[key] !== undefined).map((key) => {
    parameters.push(key === 'fields' ? JSON.stringify(values.fields) : values[key]);
    return `${customers[key].name} = $${parameters.length}`;
  });
  const text = `update customers set ${assignments.join(', ')}
    where organisation_id = $1 and id = $2 returning ${COLUMNS}`;
  return tx.rows<Customer>(text, parameters, nameOf(text));
}

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
  tx.rows<{ active: boolean }>(
    'select active from employees where organisation_id = $1 and id = $2',
    [organisationId, id],
    'find_assignee',
  );
