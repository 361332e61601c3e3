import { and, asc, eq, sql } from '@caseload/db/drizzle.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customFields } from '@caseload/db/schema/customFields.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { employees, organisations } from '@caseload/db/schema/organisations.ts';
import type { ActionType, FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { CustomerState } from '@caseload/shared/rules/diffCustomer.ts';
import { CREATED_OPERATION, isTakenBack } from './operationIds.ts';
import type { Person } from './people.ts';

/** A customer as it is written; `externalId` and `createdAt` are set once. */
export type NewRow = CustomerState & {
  readonly id: string;
  readonly externalId: string | null;
  readonly createdAt: string | null;
};
export type ChangedRow = CustomerState & { readonly id: string };
export type ExistingRow = ChangedRow & { readonly version: number; readonly isTakenBack: boolean };
/** In whose name, and by which import of the wizard. */
export type ImportedBy = {
  readonly organisationId: string;
  readonly actorId: string;
  readonly importId: string | null;
};
export type ImportAction = {
  readonly id: string;
  readonly customerId: string;
  /** `import` unless given. */
  readonly type?: ActionType;
  readonly customerVersion: number;
  readonly changes: readonly FieldChange[];
  readonly operationId: string;
};

/**
 * Lets the entries for the index of texts wait in a longer list than usual: put in by many thousands at once they
 * take a third less time. Whoever calls this must end with `mergeSearchEntries`, or the next person who makes a
 * customer waits for all of them.
 */
export const collectSearchEntries = (tx: Transaction) =>
  tx.raw("set local gin_pending_list_limit = '64MB'", []);

/** The next statement that makes customers puts in what has been waiting. */
export const mergeSearchEntries = (tx: Transaction) =>
  tx.raw('set local gin_pending_list_limit to default', []);

/** Only one import at a time into an organisation, so that none misses what another is about to commit. */
export const lockImports = (tx: Transaction, organisationId: string) =>
  tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('caseload.import ' || ${organisationId}::text, 0))`,
  );

export const listDefinedFields = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ key: customFields.key, type: customFields.type, choices: customFields.choices })
    .from(customFields)
    .where(eq(customFields.organisationId, organisationId));

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

/**
 * Holds every customer that the plan may change, all at once and in the order every bulk write locks in: an import
 * and a batch over the same customers take turns.
 */
export const lockKnown = (tx: Transaction, organisationId: string) =>
  tx.raw(
    `select count(*) from (
       select c.id from customers c join import_plan p on p.known = c.id
       where c.organisation_id = $1 and p.due and not p.repeated order by c.id for update of c) locked`,
    [organisationId],
  );

/** Customers as they are. Whoever changes them must have locked them before. */
export const listExisting = (tx: Transaction, organisationId: string, ids: readonly string[]) =>
  tx.db
    .select({
      id: customers.id,
      isTakenBack: sql<boolean>`${sql.raw(isTakenBack('customers'))}`,
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
    .where(
      and(
        eq(customers.organisationId, organisationId),
        sql`${customers.id} = any(${sql.param(ids)}::uuid[])`,
      ),
    );

/** How people begin whom a file names: they act when an administrator brings them in. */
export const NEWCOMER = { role: 'employee', active: false } as const;

export const insertPeople = (tx: Transaction, organisationId: string, people: readonly Person[]) =>
  tx.db.execute(sql`
    insert into employees (organisation_id, id, name, email, code, role, active)
    select ${organisationId}::uuid, r.id, r.name, r.email, r.code, ${NEWCOMER.role}, ${NEWCOMER.active}
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(id uuid, name text, email text, code text)`);

export const insertCustomers = (tx: Transaction, organisationId: string, rows: readonly NewRow[]) =>
  tx.db.execute(sql`
    insert into customers (organisation_id, id, name, email, phone, status, priority, assigned_to, archived,
      due_at, follow_up_at, notes, tags, fields, external_id, created_at)
    select ${organisationId}::uuid, r.id, r.name, r.email, r.phone, r.status, r.priority, r."assignedTo", r.archived,
      r."dueAt", r."followUpAt", r.notes, r.tags, r.fields, r."externalId", coalesce(r."createdAt", clock_timestamp())
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${recordColumns}, "externalId" text, "createdAt" timestamptz)`);

/**
 * Makes the planned new customers of the rows after `after` up to `last`, each with its action. Both tables are
 * given the range: PostgreSQL does not carry it over, and would read every staged row again for each chunk.
 */
export const createPlanned = (
  tx: Transaction,
  by: ImportedBy,
  { after, last }: { readonly after: number; readonly last: number },
) =>
  tx.together([
    tx.raw(
      `insert into customers (organisation_id, id, name, email, phone, status, priority, assigned_to, archived,
         due_at, follow_up_at, notes, tags, fields, external_id, created_at)
       select $1, r.id, c.name, c.email, c.phone, c.status, c.priority, c."assignedTo", c.archived, c."dueAt",
         c."followUpAt", c.notes, c.tags, jsonb_strip_nulls(c.fields), r.external_id, coalesce(c."createdAt", clock_timestamp())
       from import_plan p join import_rows r using (row),
         jsonb_to_record(r.customer) as c(${RECORD_COLUMNS}, "createdAt" timestamptz)
       where p.row > $2 and p.row <= $3 and r.row > $2 and r.row <= $3 and p.known is null and not p.repeated order by p.row`,
      [by.organisationId, after, last],
    ),
    tx.raw(
      `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, changes, customer_version, via,
         operation_id, import_id)
       select $1, r.action_id, r.id, 'import', $4, r.changes, 1, 'import', ${CREATED_OPERATION}, $5
       from import_plan p join import_rows r using (row)
       where p.row > $2 and p.row <= $3 and r.row > $2 and r.row <= $3 and p.known is null and not p.repeated order by p.row`,
      [by.organisationId, after, last, by.actorId, by.importId],
    ),
  ]);

/** The rows must be locked. */
export const updateCustomers = (tx: Transaction, organisationId: string, rows: readonly ChangedRow[]) =>
  tx.db.execute(sql`
    update customers c
    set name = r.name, email = r.email, phone = r.phone, status = r.status, priority = r.priority,
      assigned_to = r."assignedTo", archived = r.archived, due_at = r."dueAt", follow_up_at = r."followUpAt",
      notes = r.notes, tags = r.tags, fields = r.fields
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${recordColumns})
    where c.organisation_id = ${organisationId}::uuid and c.id = r.id`);

const RECORD_COLUMNS =
  `id uuid, name text, email text, phone text, status text, priority customer_priority, "assignedTo" uuid, ` +
  `archived boolean, "dueAt" timestamptz, "followUpAt" timestamptz, notes text, tags text[], fields jsonb`;
const recordColumns = sql.raw(RECORD_COLUMNS);

export const insertImportActions = (tx: Transaction, by: ImportedBy, actions: readonly ImportAction[]) =>
  tx.db.execute(sql`
    insert into customer_actions
      (organisation_id, id, customer_id, type, actor_id, changes, customer_version, via, operation_id, import_id)
    select ${by.organisationId}::uuid, r.id, r."customerId", coalesce(r.type, 'import'), ${by.actorId}::uuid, r.changes,
      r."customerVersion", 'import', r."operationId", ${by.importId}::uuid
    from jsonb_to_recordset(${JSON.stringify(actions)}::jsonb)
      as r(id uuid, "customerId" uuid, type text, changes jsonb, "customerVersion" integer, "operationId" text)`);
