import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';

let database: TestDatabase;
let cast: Cast;
/** One connection, so that the next transaction always follows the last on it. */
let kernel: Database;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  kernel = openDatabase({ url: database.url, max: 1, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await kernel?.close();
  await database?.drop();
});

test('row-level security is on and forced for every table, and each has a policy or is closed', async () => {
  const open = await rowsOf(
    database.url,
    `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not (relrowsecurity and relforcerowsecurity
         and (exists (select from pg_policy where polrelid = c.oid and 'caseload_app'::regrole = any(polroles))
           or not has_table_privilege('caseload_app', c.oid, 'select, insert, update, delete, truncate')))`,
  );
  expect(open).toEqual([]);
});

test('the application’s role owns nothing, bypasses nothing and is a member of nothing', async () => {
  const role = await rowsOf(
    database.url,
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin, rolinherit
     from pg_roles where rolname = 'caseload_app'`,
  );
  expect(role).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolcanlogin: false,
      rolinherit: false,
    },
  ]);
  const owned = await rowsOf(
    database.url,
    `select classid::regclass, objid from pg_shdepend
     where refclassid = 'pg_authid'::regclass and refobjid = 'caseload_app'::regrole and deptype = 'o'
     union all
     select 'pg_auth_members'::regclass, roleid from pg_auth_members where member = 'caseload_app'::regrole`,
  );
  expect(owned).toEqual([]);
});

test('nobody but the search looks past the policies on the application’s behalf', async () => {
  const definers = await rowsOf(
    database.url,
    `select proname, proowner::regrole::text as owner from pg_proc
     where prosecdef and pronamespace in ('public'::regnamespace, 'caseload_meta'::regnamespace)
       and has_function_privilege('caseload_app', oid, 'execute')`,
  );
  expect(definers).toEqual([{ proname: 'search_customers', owner: 'caseload_search' }]);
  const views = await rowsOf(
    database.url,
    "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace",
  );
  expect(views).toEqual([]);
});

test('with the URL of a superuser the statements still run under the application’s role', async () => {
  const [answer] = await kernel.read({ organisationId: cast.harbour.organisationId }, (tx) => [
    tx.raw(
      `select current_user::text as now, session_user::text as signed_in,
         (select rolsuper from pg_roles where rolname = session_user) as superuser`,
      [],
    ),
  ]);
  expect(answer.rows).toEqual([{ now: 'caseload_app', signed_in: 'postgres', superuser: true }]);
});

const SETTINGS = `select current_setting('caseload.organisation_id', true) as organisation,
  current_setting('caseload.sign_in_email', true) as email, current_setting('caseload.session_id', true) as session,
  pg_backend_pid() as connection`;

test('what a transaction may see ends with it, however it ends', async () => {
  const { harbour, northgate } = cast;
  const look = async (scope: Parameters<Database['read']>[0]) => {
    const [settings, people] = await kernel.read(scope, (tx) => [
      tx.raw(SETTINGS, []),
      tx.raw('select organisation_id from employees', []),
    ]);
    return { ...settings.rows[0], people: new Set(people.rows.map((row) => row.organisation_id)) };
  };
  const first = await look({ organisationId: harbour.organisationId });
  const endings = [
    () => kernel.write({ organisationId: harbour.organisationId }, async () => undefined),
    () =>
      kernel.write({ organisationId: harbour.organisationId }, () =>
        Promise.reject(new Error('changed my mind')),
      ),
    () =>
      kernel.write(
        { organisationId: harbour.organisationId },
        async (tx) => void (await tx.raw('select 1/0', [])),
      ),
    () => kernel.read({ signInEmail: harbour.employee.email }, (tx) => [tx.raw('select 1', [])]),
  ];
  for (const end of endings) {
    await end().catch(() => undefined);
    const next = await look({ organisationId: northgate.organisationId });
    expect(next).toMatchObject({ organisation: northgate.organisationId, connection: first.connection });
    expect(next.email ?? '').toBe('');
    expect(next.people).toEqual(new Set([northgate.organisationId]));
    const nobody = await look({ sessionId: 'none' });
    expect(nobody.organisation ?? '').toBe('');
    expect(nobody.people).toEqual(new Set());
  }
});

test('a scope cannot end its own statement', async () => {
  const hostile = "x'; reset role; set local caseload.organisation_id = 'y";
  const [answer] = await kernel.read({ signInEmail: hostile }, (tx) => [
    tx.raw("select current_user::text as role, current_setting('caseload.sign_in_email') as email", []),
  ]);
  expect(answer.rows).toEqual([{ role: 'caseload_app', email: hostile }]);
});
