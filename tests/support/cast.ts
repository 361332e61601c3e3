import { randomUUIDv7 } from 'node:crypto';
import type { Role } from '@caseload/shared/employees/employee.ts';
import { openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { customerActions } from '@caseload/db/schema/customerActions.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { employees, organisations, statuses } from '@caseload/db/schema/organisations.ts';
import { makePasswords } from '@caseload/server/session/passwords.ts';

export const PASSWORD = 'a long test password';

export type Person = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
};
export type Company = {
  readonly organisationId: string;
  readonly slug: string;
  readonly employee: Person;
  readonly colleague: Person;
  readonly supervisor: Person;
  readonly admin: Person;
};
/** The standing cast: two organisations with the same roles, so that each test has an outsider. */
export type Cast = { readonly harbour: Company; readonly northgate: Company };

const STATUSES = [
  ['new', 'New', 'open'],
  ['in_progress', 'In progress', 'open'],
  ['waiting', 'Waiting', 'waiting'],
  ['escalated', 'Escalated', 'open'],
  ['resolved', 'Resolved', 'done'],
  ['closed', 'Closed', 'done'],
] as const;

let hashed: Promise<string> | undefined;

/** Puts both organisations with their people into the database. */
export async function createCast(url: string): Promise<Cast> {
  hashed ??= makePasswords().hash(PASSWORD);
  const passwordHash = await hashed;
  const harbour = await createCompany(url, 'harbour', passwordHash);
  const northgate = await createCompany(url, 'northgate', passwordHash);
  return { harbour, northgate };
}

async function createCompany(url: string, slug: string, passwordHash: string): Promise<Company> {
  const organisationId = randomUUIDv7();
  const person = (name: string, role: Role): Person => ({
    id: randomUUIDv7(),
    name: `${name} of ${slug}`,
    email: `${name.toLowerCase()}@${slug}.example`,
    role,
  });
  const company = {
    organisationId,
    slug,
    employee: person('Ana', 'employee'),
    colleague: person('Ben', 'employee'),
    supervisor: person('Sue', 'supervisor'),
    admin: person('Ada', 'admin'),
  };
  const people = [company.employee, company.colleague, company.supervisor, company.admin];
  const database = openDatabase({ url, max: 1, connectTimeoutMs: 5_000 });
  await database.write({ organisationId }, async (tx) => {
    await tx.db.insert(organisations).values({ organisationId, slug, name: slug });
    await tx.db.insert(employees).values(people.map((row) => ({ ...row, organisationId, passwordHash })));
    await tx.db.insert(statuses).values(
      STATUSES.map(([key, label, category], position) => ({
        organisationId,
        key,
        label,
        category,
        position,
      })),
    );
  });
  await database.close();
  return company;
}

export type CustomerValues = Partial<typeof customers.$inferInsert>;

/** Customers with their first action, straight into the database. Returns their ids in the same order. */
export async function createCustomers(
  url: string,
  company: Company,
  rows: readonly CustomerValues[],
): Promise<string[]> {
  const { organisationId, admin } = company;
  const database = openDatabase({ url, max: 1, connectTimeoutMs: 5_000, statementTimeoutMs: 60_000 });
  const full = rows.map((row, i) => ({
    name: `Customer ${i + 1}`,
    status: 'new',
    ...row,
    organisationId,
    id: row.id ?? randomUUIDv7(),
  }));
  for (let at = 0; at < full.length; at += 500) {
    const chunk = full.slice(at, at + 500);
    await database.write({ organisationId }, async (tx) => {
      // The triggers' plans are otherwise kept from when the tables were empty.
      await tx.raw('set local plan_cache_mode = force_custom_plan', []);
      await tx.db.insert(customers).values(chunk);
      await tx.db.insert(customerActions).values(
        chunk.map(({ id }) => ({
          organisationId,
          id: randomUUIDv7(),
          customerId: id,
          type: 'create' as const,
          actorId: admin.id,
          customerVersion: 1,
          via: 'seed' as const,
          operationId: randomUUIDv7(),
        })),
      );
    });
  }
  await database.close();
  return full.map(({ id }) => id);
}

/** As many actions of both organisations as make a difference to a plan. */
export async function createLongHistory(url: string, { harbour, northgate }: Cast): Promise<void> {
  for (const company of [harbour, northgate])
    await createCustomers(
      url,
      company,
      Array.from({ length: 2_000 }, () => ({})),
    );
}
