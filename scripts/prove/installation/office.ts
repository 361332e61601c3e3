import { randomUUIDv7 } from 'node:crypto';
import type { Role } from '@caseload/shared/employees/employee.ts';
import { withClient } from '@caseload/db/embedded/connect.ts';
import { makePasswords } from '@caseload/server/session/passwords.ts';

export type Person = { readonly id: string; readonly email: string; readonly role: Role };

/** An organisation made for one run. */
export type Office = {
  readonly organisationId: string;
  readonly password: string;
  readonly admin: Person;
  readonly supervisors: readonly Person[];
  readonly employees: readonly Person[];
  /** Employees whose sessions are ended and who are let go during the run. */
  readonly leaving: readonly Person[];
  /** Ids by the name of the group. */
  readonly customers: Readonly<Record<string, readonly string[]>>;
  /** Stands in every name, text, address and slug of this organisation, in its id, and nowhere else. */
  readonly canary: string;
};

export type OfficePlan = {
  readonly name: string;
  readonly supervisors: number;
  readonly employees: number;
  readonly leaving: number;
  readonly groups: Readonly<Record<string, number>>;
  /**
   * Groups of customers that were changed by a clock an hour ahead. Until that hour has come PostgreSQL counts
   * their `updated_at` up by single microseconds, so it shows whoever is less exact.
   */
  readonly ahead: readonly string[];
};

const STATUSES = [
  ['new', 'open'],
  ['in_progress', 'open'],
  ['waiting', 'waiting'],
  ['resolved', 'done'],
] as const;

/** Makes an office by SQL, as the user of the URL. `ahead` needs a superuser and is left out otherwise. */
export async function makeOffice(url: string, plan: OfficePlan): Promise<Office> {
  const organisationId = randomUUIDv7();
  const tag = organisationId.slice(-12);
  const named = `canary-${plan.name}-${tag}`;
  const password = `prove ${tag} a long password`;
  const passwordHash = await makePasswords().hash(password);
  const person = (role: Role, n: number) => ({
    id: randomUUIDv7(),
    role,
    email: `${role}${n}@${plan.name}-${tag}.example`,
    name: `${role} ${n} ${named}`,
  });
  const admin = person('admin', 1);
  const supervisors = Array.from({ length: plan.supervisors }, (_, n) => person('supervisor', n + 1));
  const everybody = Array.from({ length: plan.employees + plan.leaving }, (_, n) =>
    person('employee', n + 1),
  );
  const employees = everybody.slice(0, plan.employees);
  const leaving = everybody.slice(plan.employees);
  const customers = Object.fromEntries(
    Object.entries(plan.groups).map(([group, count]) => [
      group,
      Array.from({ length: count }, () => randomUUIDv7()),
    ]),
  );

  await withClient(url, async (client) => {
    const [user] = (
      await client.query<{ super: boolean }>(
        'select rolsuper as super from pg_roles where rolname = current_user',
      )
    ).rows;
    await client.query("set timezone = 'UTC'");
    await client.query('select set_config($1, $2, false)', ['caseload.organisation_id', organisationId]);
    await client.query('set role caseload_app');
    await client.query('begin');
    await client.query('insert into organisations (organisation_id, slug, name) values ($1, $2, $3)', [
      organisationId,
      `${plan.name}-${tag}`,
      named,
    ]);
    await client.query(
      `insert into employees (organisation_id, id, name, email, role, password_hash)
       select $1, p.id, p.name, p.email, p.role, $3 from jsonb_to_recordset($2::jsonb) as p(id uuid, name text, email text, role text)`,
      [organisationId, JSON.stringify([admin, ...supervisors, ...everybody]), passwordHash],
    );
    await client.query(
      `insert into statuses (organisation_id, key, label, category, position)
       select $1, s.key, s.key, s.category, s.position from jsonb_to_recordset($2::jsonb) as s(key text, category text, position integer)`,
      [
        organisationId,
        JSON.stringify(STATUSES.map(([key, category], position) => ({ key, category, position }))),
      ],
    );
    await client.query('commit');
    for (const [group, ids] of Object.entries(customers)) {
      await client.query('begin');
      await client.query(
        `insert into customers (organisation_id, id, name, status, notes, tags)
         select $1, id, 'Customer ' || $3, 'new', $3, array[$3] from unnest($2::uuid[]) as id`,
        [organisationId, ids, named],
      );
      await client.query(
        `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, customer_version, via, operation_id)
         select $1, gen_random_uuid(), id, 'create', $3, 1, 'seed', 'seed ' || id from unnest($2::uuid[]) as id`,
        [organisationId, ids, admin.id],
      );
      await client.query('commit');
      if (plan.ahead.includes(group) && user?.super === true) {
        await client.query('reset role');
        // Without triggers: no change of a customer, only of what its clock said when it was made.
        await client.query('begin; set local session_replication_role = replica');
        await client.query(
          `update customers set updated_at = updated_at + interval '1 hour' where id = any($1)`,
          [ids],
        );
        await client.query(
          `update customer_actions set created_at = created_at + interval '1 hour' where customer_id = any($1)`,
          [ids],
        );
        await client.query('commit; set role caseload_app');
      }
    }
  });
  return { organisationId, password, admin, supervisors, employees, leaving, customers, canary: tag };
}
