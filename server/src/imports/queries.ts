import { and, asc, type Column, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customerActions } from '@caseload/db/schema/customerActions.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { employees, organisations, statuses } from '@caseload/db/schema/organisations.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { CustomerState } from '@caseload/shared/rules/diffCustomer.ts';
import type { Person } from './people.ts';

/** A customer as it is written; `externalId` and `createdAt` are set once. */
export type NewRow = CustomerState & {
  readonly id: string;
  readonly externalId: string | null;
  readonly createdAt: string | null;
};
export type ChangedRow = CustomerState & { readonly id: string };
export type ExistingRow = ChangedRow & { readonly externalId: string | null; readonly version: number };
export type ImportAction = {
  readonly id: string;
  readonly customerId: string;
  readonly customerVersion: number;
  readonly changes: readonly FieldChange[];
  readonly operationId: string;
};

/** One parameter, however many values: a statement may have 65,535 of them. */
const isAnyOf = (column: Column, values: readonly string[]) =>
  sql`${column} = any(${sql.param(values)}::text[])`;

/** Only one import at a time into an organisation, so that none misses what another is about to commit. */
export const lockImports = (tx: Transaction, organisationId: string) =>
  tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('caseload.import ' || ${organisationId}::text, 0))`,
  );

export const listStatuses = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ key: statuses.key, label: statuses.label })
    .from(statuses)
    .where(eq(statuses.organisationId, organisationId))
    .orderBy(statuses.position);

export const listPeople = (tx: Transaction, organisationId: string): Promise<Person[]> =>
  tx.db
    .select({ id: employees.id, name: employees.name, email: employees.email, code: employees.code })
    .from(employees)
    .where(eq(employees.organisationId, organisationId));

/** By slug, in the scope of that slug. */
export const findOrganisation = (tx: Transaction, slug: string) =>
  tx.db
    .select({ id: organisations.organisationId, name: organisations.name })
    .from(organisations)
    .where(eq(organisations.slug, slug));

/** The people who may import, by name. */
export const listAdministrators = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ id: employees.id, name: employees.name, email: employees.email })
    .from(employees)
    .where(
      and(
        eq(employees.organisationId, organisationId),
        eq(employees.role, 'admin'),
        eq(employees.active, true),
      ),
    )
    .orderBy(asc(employees.name), asc(employees.id));

/** The customers an earlier import brought in under these ids, locked in the order every bulk write locks in. */
export const lockImported = (
  tx: Transaction,
  organisationId: string,
  externalIds: readonly string[],
): Promise<ExistingRow[]> =>
  tx.db
    .select({
      id: customers.id,
      externalId: customers.externalId,
      version: customers.version,
      name: customers.name,
      email: customers.email,
      phone: customers.phone,
      status: customers.status,
      priority: customers.priority,
      assignedTo: customers.assignedTo,
      archived: customers.archived,
      dueAt: customers.dueAt,
      followUpAt: customers.followUpAt,
      notes: customers.notes,
      tags: customers.tags,
      fields: customers.fields,
    })
    .from(customers)
    .where(and(eq(customers.organisationId, organisationId), isAnyOf(customers.externalId, externalIds)))
    .orderBy(asc(customers.id))
    .for('update');

export async function findImportedIds(
  tx: Transaction,
  organisationId: string,
  externalIds: readonly string[],
): Promise<Set<string | null>> {
  const found = await tx.db
    .select({ externalId: customers.externalId })
    .from(customers)
    .where(and(eq(customers.organisationId, organisationId), isAnyOf(customers.externalId, externalIds)));
  return new Set(found.map(({ externalId }) => externalId));
}

export async function findOperations(
  tx: Transaction,
  organisationId: string,
  operationIds: readonly string[],
): Promise<Set<string>> {
  const found = await tx.db
    .select({ operationId: customerActions.operationId })
    .from(customerActions)
    .where(
      and(
        eq(customerActions.organisationId, organisationId),
        isAnyOf(customerActions.operationId, operationIds),
      ),
    );
  return new Set(found.map(({ operationId }) => operationId));
}

export const insertPeople = (tx: Transaction, organisationId: string, people: readonly Person[]) =>
  tx.db.execute(sql`
    insert into employees (organisation_id, id, name, email, code, role, active)
    select ${organisationId}::uuid, r.id, r.name, r.email, r.code, 'employee', false
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(id uuid, name text, email text, code text)`);

export const insertCustomers = (tx: Transaction, organisationId: string, rows: readonly NewRow[]) =>
  tx.db.execute(sql`
    insert into customers (organisation_id, id, name, email, phone, status, priority, assigned_to, archived,
      due_at, follow_up_at, notes, tags, fields, external_id, created_at)
    select ${organisationId}::uuid, r.id, r.name, r.email, r.phone, r.status, r.priority, r."assignedTo", r.archived,
      r."dueAt", r."followUpAt", r.notes, r.tags, r.fields, r."externalId", coalesce(r."createdAt", clock_timestamp())
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${recordColumns}, "externalId" text, "createdAt" timestamptz)`);

/** The rows must be locked. */
export const updateCustomers = (tx: Transaction, organisationId: string, rows: readonly ChangedRow[]) =>
  tx.db.execute(sql`
    update customers c
    set name = r.name, email = r.email, phone = r.phone, status = r.status, priority = r.priority,
      assigned_to = r."assignedTo", archived = r.archived, due_at = r."dueAt", follow_up_at = r."followUpAt",
      notes = r.notes, tags = r.tags, fields = r.fields
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${recordColumns})
    where c.organisation_id = ${organisationId}::uuid and c.id = r.id`);

const recordColumns = sql.raw(
  `id uuid, name text, email text, phone text, status text, priority customer_priority, "assignedTo" uuid, ` +
    `archived boolean, "dueAt" timestamptz, "followUpAt" timestamptz, notes text, tags text[], fields jsonb`,
);

export const insertImportActions = (
  tx: Transaction,
  organisationId: string,
  actorId: string,
  actions: readonly ImportAction[],
) =>
  tx.db.execute(sql`
    insert into customer_actions
      (organisation_id, id, customer_id, type, actor_id, changes, customer_version, via, operation_id)
    select ${organisationId}::uuid, r.id, r."customerId", 'import', ${actorId}::uuid, r.changes,
      r."customerVersion", 'import', r."operationId"
    from jsonb_to_recordset(${JSON.stringify(actions)}::jsonb)
      as r(id uuid, "customerId" uuid, changes jsonb, "customerVersion" integer, "operationId" text)`);

/**
 * Has PostgreSQL check now what it would check at COMMIT, so that a dry run meets it too and the list of checks
 * still to be made stays short however long the file is.
 */
export async function checkConstraints(tx: Transaction): Promise<void> {
  await tx.db.execute(sql`set constraints customers_change_has_action immediate`);
  await tx.db.execute(sql`set constraints customers_change_has_action deferred`);
}
