import { and, asc, eq, sql } from '@caseload/db/drizzle.ts';
import type { LinkPurpose } from '@caseload/shared/passwordLinks/passwordLink.ts';
import type { Person, PersonState } from '@caseload/shared/people/person.ts';
import type { Role } from '@caseload/shared/employees/employee.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { employees, organisations, statuses } from '@caseload/db/schema/organisations.ts';

const STATE = `case when not e.active then 'inactive' when e.password_hash is null then 'invited' else 'active' end`;

type PersonRow = Omit<Person, 'link'> & {
  linkPurpose: LinkPurpose | null;
  linkCreatedAt: string | null;
  linkExpiresAt: string | null;
};

// Open customers are counted person by person: each a few ranges of `customers_assigned_work`.
const PERSON = `select e.id, e.name, e.email, e.role, e.active, ${STATE} as state, e.last_sign_in_at as "lastSignInAt",
    e.updated_at as "updatedAt", l.purpose as "linkPurpose", l.created_at as "linkCreatedAt", l.expires_at as "linkExpiresAt",
    coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name, 'isSupervisor', m.is_supervisor)
        order by t.name, t.id)
      from team_members m join teams t on t.organisation_id = m.organisation_id and t.id = m.team_id
      where m.organisation_id = e.organisation_id and m.employee_id = e.id), '[]') as teams,
    (select count(*)::int from statuses s join customers c
        on c.organisation_id = s.organisation_id and c.assigned_to = e.id and c.status = s.key and not c.archived
      where s.organisation_id = e.organisation_id and s.category <> 'done') as "openCount"
  from employees e left join password_links l on l.organisation_id = e.organisation_id and l.employee_id = e.id
    and l.used_at is null and l.revoked_at is null and l.expires_at > clock_timestamp()`;

/** Everybody, by name. */
export const listPeople = (tx: Transaction, organisationId: string) =>
  tx.rows<PersonRow>(`${PERSON} where e.organisation_id = $1 order by e.name, e.id`, [organisationId]);

export const findPerson = (tx: Transaction, organisationId: string, id: string) =>
  tx.rows<PersonRow>(`${PERSON} where e.organisation_id = $1 and e.id = $2`, [organisationId, id]);

export function presentPerson(row: PersonRow): Person {
  const { linkPurpose: purpose, linkCreatedAt: createdAt, linkExpiresAt: expiresAt, ...rest } = row;
  const link = purpose && createdAt && expiresAt ? { purpose, createdAt, expiresAt } : null;
  return { ...rest, link };
}

/** What decisions about people are made on. */
export type Somebody = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly active: boolean;
  readonly state: PersonState;
  readonly hasPassword: boolean;
  readonly updatedAt: string;
};

export const listEverybody = (tx: Transaction, organisationId: string) =>
  tx.rows<Somebody>(
    `select e.id, e.name, e.email, e.role, e.active, ${STATE} as state, e.password_hash is not null as "hasPassword",
       e.updated_at as "updatedAt"
     from employees e where e.organisation_id = $1`,
    [organisationId],
  );

/** Makes those who manage people take turns, without standing in the way of what refers to the organisation. */
export const lockPeople = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ id: organisations.organisationId })
    .from(organisations)
    .where(eq(organisations.organisationId, organisationId))
    .for('no key update');

type Columns = typeof employees.$inferInsert;

export const insertPerson = (
  tx: Transaction,
  values: Pick<Columns, 'organisationId' | 'id' | 'name' | 'email' | 'role'>,
) => tx.db.insert(employees).values(values);

const isPerson = (organisationId: string, id: string) =>
  and(eq(employees.organisationId, organisationId), eq(employees.id, id));

/** Needs the lock of people. The time is set by the database. */
export const savePerson = (
  tx: Transaction,
  organisationId: string,
  id: string,
  values: Partial<Pick<Columns, 'name' | 'email' | 'role'>>,
) => tx.db.update(employees).set(values).where(isPerson(organisationId, id));

/** Ends what the person may do; their sessions belong to an epoch that is over. */
export const endPerson = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .update(employees)
    .set({
      active: false,
      deactivatedAt: sql`clock_timestamp()`,
      sessionEpoch: sql`${employees.sessionEpoch} + 1`,
    })
    .where(isPerson(organisationId, id));

export const bringPersonBack = (tx: Transaction, organisationId: string, id: string) =>
  tx.db.update(employees).set({ active: true, deactivatedAt: null }).where(isPerson(organisationId, id));

/** Ends every session of a person. Gives the ids of those that ended. */
export const deleteSessionsOf = (tx: Transaction, organisationId: string, employeeId: string) =>
  tx.rows<{ id: string }>(
    'delete from sessions where organisation_id = $1 and employee_id = $2 returning sid as id',
    [organisationId, employeeId],
  );

/** Waits for everybody who is giving this person a customer, and lets nobody begin: see `mind_deactivation`. */
export const lockAssignments = (tx: Transaction, employeeId: string) =>
  tx.raw("select pg_advisory_xact_lock(hashtextextended('caseload.assignee ' || $1::uuid::text, 0))", [
    employeeId,
  ]);

/** The open customers of a person, in the order of their ids, held until the end. */
export const lockOpenCustomers = (
  tx: Transaction,
  organisationId: string,
  employeeId: string,
  rows: number,
) =>
  tx.db
    .select({ id: customers.id, updatedAt: customers.updatedAt, dueSort: customers.dueSort })
    .from(customers)
    .innerJoin(
      statuses,
      and(eq(statuses.organisationId, customers.organisationId), eq(statuses.key, customers.status)),
    )
    .where(
      and(
        eq(customers.organisationId, organisationId),
        eq(customers.assignedTo, employeeId),
        eq(customers.archived, false),
        sql`${statuses.category} <> 'done'`,
      ),
    )
    .orderBy(asc(customers.id))
    .limit(rows)
    .for('update', { of: customers });
