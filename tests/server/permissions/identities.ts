import { randomUUIDv7 } from 'node:crypto';
import type { Identity } from '@caseload/shared/rules/canEditCustomer.ts';
import type { Role } from '@caseload/shared/employees/employee.ts';
import { rowsOf } from '../../support/rows.ts';
import { signInCookie, type World } from '../http/world.ts';
import { ask } from './ask.ts';

export const IDENTITIES = [
  'anonymous',
  'employee',
  'assignee',
  'supervisor',
  'supervisor of another team',
  'administrator',
  'other organisation',
  'deactivated',
] as const;
export type IdentityName = (typeof IDENTITIES)[number];

export type Caller = Identity & {
  /** A session for all calls, and one for each call that ends it. */
  readonly cookies: readonly [string, string, string];
};
/** Who calls; undefined is who has no session. */
export type Callers = Readonly<Record<IdentityName, Caller | undefined>>;

/**
 * Somebody of each kind. Who was deactivated was an administrator and signed in before, so that nothing but
 * having been deactivated stands in their way.
 */
export async function makeCallers(world: World, databaseUrl: string): Promise<Callers> {
  const { harbour, northgate } = world.cast;
  const join = async (name: string, role: Role) => {
    const person = { id: randomUUIDv7(), email: `${name.toLowerCase()}@harbour.example`, role };
    await rowsOf(
      databaseUrl,
      `insert into employees (organisation_id, id, name, email, role, password_hash)
       select organisation_id, $2, $3, $4, $5, password_hash from employees where id = $1`,
      [harbour.admin.id, person.id, name, person.email, role],
    );
    return person;
  };
  const sam = await join('Sam', 'supervisor');
  const dan = await join('Dan', 'admin');
  await ask(world, world.cookies.admin, 'POST', '/api/teams', {
    name: 'The team of Sam',
    members: [{ id: sam.id, isSupervisor: true }],
  });
  const caller = async ({ id, role, email }: Identity & { readonly email: string }): Promise<Caller> => ({
    id,
    role,
    cookies: [
      await signInCookie(world.address, { email }),
      await signInCookie(world.address, { email }),
      await signInCookie(world.address, { email }),
    ],
  });
  const callers = {
    anonymous: undefined,
    employee: await caller(harbour.colleague),
    assignee: await caller(harbour.employee),
    supervisor: await caller(harbour.supervisor),
    'supervisor of another team': await caller(sam),
    administrator: await caller(harbour.admin),
    'other organisation': await caller(northgate.admin),
    deactivated: await caller(dan),
  };
  const { items } = await ask(world, world.cookies.admin, 'GET', '/api/people');
  const known = Array.isArray(items) ? items.find(({ id }) => id === dan.id) : undefined;
  await ask(world, world.cookies.admin, 'POST', `/api/people/${dan.id}/deactivation`, {
    updatedAt: known?.updatedAt,
    assignedTo: null,
  });
  return callers;
}
