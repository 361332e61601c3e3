import { randomUUIDv7 } from 'node:crypto';
import { Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { asSuperuser, type Canaries, digestOf, plantCanaries, tablesOf } from './canaries.ts';

type Row = Readonly<Record<string, unknown>>;
type TableCase = {
  /** A complete row for an organisation; `of` belongs to it, so only the organisation itself can be wrong. */
  readonly row: (of: Owner) => Row;
  /** A column that the application may change where it may change the table at all. */
  readonly column: string;
};
type Owner = {
  readonly organisationId: string;
  readonly personId: string;
  readonly customerId: string;
  readonly actionId: string;
  readonly batchId: string;
  readonly teamId: string;
};
/** These look for their customer before any policy looks at them. */
const ABOUT_CUSTOMERS: ReadonlySet<string> = new Set(['customer_actions', 'attachments', 'drafts']);

/** How a row of each table is made. A new table needs an entry. */
const TABLES: Readonly<Record<string, TableCase>> = {
  organisations: {
    column: 'name',
    row: ({ organisationId }) => ({ organisation_id: organisationId, slug: 'planted', name: 'planted' }),
  },
  employees: {
    column: 'name',
    row: ({ organisationId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      name: 'planted',
      email: 'planted@x.example',
      role: 'admin',
    }),
  },
  statuses: {
    column: 'label',
    row: ({ organisationId }) => ({
      organisation_id: organisationId,
      key: 'planted',
      label: 'planted',
      category: 'open',
      position: 1,
    }),
  },
  customers: {
    column: 'name',
    row: ({ organisationId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      name: 'planted',
      status: 'new',
    }),
  },
  customer_actions: {
    column: 'comment',
    row: ({ organisationId, personId, customerId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      customer_id: customerId,
      type: 'comment',
      comment: 'planted',
      actor_id: personId,
      via: 'api',
      operation_id: randomUUIDv7(),
    }),
  },
  sessions: {
    column: 'expire',
    row: ({ organisationId, personId }) => ({
      sid: randomUUIDv7(),
      sess: JSON.stringify({ organisationId, employeeId: personId }),
      expire: '2099-01-01T00:00:00Z',
    }),
  },
  attachments: {
    column: 'action_id',
    row: ({ organisationId, personId, customerId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      customer_id: customerId,
      uploaded_by: personId,
      name: 'planted',
      media_type: 'text/plain',
      size_bytes: 1,
      sha256: 'planted',
    }),
  },
  mentions: {
    column: 'read_at',
    row: ({ organisationId, personId, customerId, actionId }) => ({
      organisation_id: organisationId,
      employee_id: personId,
      action_id: actionId,
      customer_id: customerId,
    }),
  },
  saved_views: {
    column: 'name',
    row: ({ organisationId, personId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      owner_id: personId,
      name: 'planted',
      filter: '{}',
      sort: 'dueAt',
    }),
  },
  tags: {
    column: 'name',
    row: ({ organisationId }) => ({ organisation_id: organisationId, name: `planted ${randomUUIDv7()}` }),
  },
  custom_fields: {
    column: 'label',
    row: ({ organisationId }) => ({
      organisation_id: organisationId,
      key: `planted_${randomUUIDv7().replaceAll('-', '')}`,
      label: 'planted',
      type: 'text',
      position: 1,
    }),
  },
  teams: {
    column: 'name',
    row: ({ organisationId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      name: `planted ${randomUUIDv7()}`,
    }),
  },
  team_members: {
    column: 'is_supervisor',
    row: ({ organisationId, teamId, personId }) => ({
      organisation_id: organisationId,
      team_id: teamId,
      employee_id: personId,
    }),
  },
  imports: {
    column: 'file_name',
    row: ({ organisationId, personId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      file_name: 'planted',
      size_bytes: 1,
      sha256: 'planted',
      encoding: 'utf-8',
      delimiter: ',',
      header: '[]',
      header_hash: 'planted',
      sample: '[]',
      row_estimate: 1,
      created_by: personId,
    }),
  },
  batches: {
    column: 'state',
    row: ({ organisationId, personId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      kind: 'change',
      mode: 'best-effort',
      created_by: personId,
      loads: '[]',
      operation_id: randomUUIDv7(),
      operation_hash: '',
    }),
  },
  batch_items: {
    column: 'outcome',
    row: ({ organisationId, batchId, customerId }) => ({
      organisation_id: organisationId,
      batch_id: batchId,
      customer_id: customerId,
      outcome: 'planned',
      changes: '[]',
    }),
  },
  password_links: {
    column: 'revoked_at',
    row: ({ organisationId, personId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      employee_id: personId,
      purpose: 'reset',
      token_hash: randomUUIDv7(),
      created_by: personId,
      expires_at: '2099-01-01T00:00:00Z',
    }),
  },
  organisation_actions: {
    column: 'via',
    row: ({ organisationId, personId }) => ({
      organisation_id: organisationId,
      id: randomUUIDv7(),
      type: 'tag_remove',
      actor_id: personId,
      subject_kind: 'tag',
      subject_id: 'planted',
      subject_name: 'planted',
      via: 'api',
      operation_id: randomUUIDv7(),
    }),
  },
  employee_settings: {
    column: 'theme',
    row: ({ organisationId, personId }) => ({ organisation_id: organisationId, employee_id: personId }),
  },
  customer_visits: {
    column: 'visited_at',
    row: ({ organisationId, personId, customerId, actionId }) => ({
      organisation_id: organisationId,
      employee_id: personId,
      customer_id: customerId,
      seen_action_id: actionId,
    }),
  },
  conflict_counts: {
    column: 'asked',
    row: ({ organisationId }) => ({ organisation_id: organisationId, quarter: '2026-11-21T10:15:00Z' }),
  },
  report_snapshots: {
    column: 'report',
    row: ({ organisationId }) => ({ organisation_id: organisationId, key: randomUUIDv7(), report: '{}' }),
  },
  drafts: {
    column: 'content',
    row: ({ organisationId, personId, customerId }) => ({
      organisation_id: organisationId,
      employee_id: personId,
      customer_id: customerId,
      kind: 'comment',
      device: 'planted-device',
      content: '{}',
      typed_at: '2026-11-20T10:00:00Z',
    }),
  },
};

/** Of these the application sees and writes nothing, not even its own organisation's rows. */
const CLOSED: readonly string[] = ['customer_search'];

let database: TestDatabase;
let cast: Cast;
let canaries: Canaries;
let harbourCustomer: string;
let harbourAction: string;
let harbourBatch: string;
let harbourTeam: string;
let app: Client;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  [harbourCustomer = ''] = await createCustomers(database.url, cast.harbour, [{}]);
  const actions = await asSuperuser(database.url, (client) =>
    client.query('select id from customer_actions where customer_id = $1', [harbourCustomer]),
  );
  harbourAction = actions.rows[0].id;
  harbourTeam = await asSuperuser(database.url, async (client) => {
    const { rows } = await client.query(
      "insert into teams (organisation_id, id, name) values ($1, gen_random_uuid(), 'ours') returning id",
      [cast.harbour.organisationId],
    );
    return rows[0].id;
  });
  harbourBatch = await asSuperuser(database.url, async (client) => {
    const { rows } = await client.query(
      `insert into batches (organisation_id, id, kind, mode, created_by, loads, operation_id, operation_hash)
       values ($1, gen_random_uuid(), 'change', 'best-effort', $2, '[]', 'planted', '') returning id`,
      [cast.harbour.organisationId, cast.harbour.employee.id],
    );
    return rows[0].id;
  });
  canaries = await plantCanaries(database.url, cast);
  app = new Client({ connectionString: database.url });
  await app.connect();
  await app.query('set role caseload_app');
});
afterAll(async () => {
  await app?.end();
  await database?.drop();
});

let before: Record<string, string>;
beforeEach(async () => {
  before = await digestOf(database.url, cast.northgate.organisationId);
});

/** Runs one statement as the application acting for Harbour and undoes it. */
async function asHarbour(statement: string, values: unknown[] = []) {
  await app.query('begin');
  try {
    await app.query("select set_config('caseload.organisation_id', $1, true)", [cast.harbour.organisationId]);
    return await app.query(statement, values);
  } finally {
    await app.query('rollback');
  }
}

async function codeOf(statement: string, values: unknown[] = []): Promise<string | undefined> {
  try {
    await asHarbour(statement, values);
    return undefined;
  } catch (error) {
    return error instanceof DatabaseError ? error.code : String(error);
  }
}

const insertOf = (table: string, row: Row) => {
  const names = Object.keys(row);
  return `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`;
};
const harbourOwner = (): Owner => ({
  organisationId: cast.harbour.organisationId,
  personId: cast.harbour.employee.id,
  customerId: harbourCustomer,
  actionId: harbourAction,
  batchId: harbourBatch,
  teamId: harbourTeam,
});
const northgateOwner = (): Owner => ({
  organisationId: cast.northgate.organisationId,
  personId: cast.northgate.employee.id,
  customerId: canaries.customerId,
  actionId: canaries.actionId,
  batchId: canaries.batchId,
  teamId: canaries.teamId,
});

const REFUSED_BY_POLICY = '42501';
const FOREIGN_KEY = '23503';

test('every table has its case, and Northgate a row in it', async () => {
  expect(await asSuperuser(database.url, tablesOf)).toEqual([...Object.keys(TABLES), ...CLOSED].toSorted());
  expect(Object.entries(before).filter(([, digest]) => digest.startsWith('0 '))).toEqual([]);
});

describe.each(Object.entries(TABLES))('%s', (table, { row, column }) => {
  test('shows nothing of the other organisation, and all of one’s own', async () => {
    const { rows } = await asHarbour(`select organisation_id, t::text as line from ${table} t`);
    const own = await asSuperuser(database.url, (client) =>
      client.query(`select count(*)::int as count from ${table} where organisation_id = $1`, [
        cast.harbour.organisationId,
      ]),
    );
    expect(rows).toHaveLength(own.rows[0].count);
    const lines = rows.map(({ line }) => line).join('\n');
    expect(canaries.words.filter((word) => lines.includes(word))).toEqual([]);
  });

  test('shows nothing when no organisation, nobody’s or none at all is set', async () => {
    for (const setting of ['', '00000000-0000-0000-0000-000000000000']) {
      await app.query('begin');
      await app.query("select set_config('caseload.organisation_id', $1, true)", [setting]);
      expect((await app.query(`select from ${table}`)).rowCount).toBe(0);
      await app.query('rollback');
    }
    expect((await app.query(`select from ${table}`)).rowCount).toBe(0);
  });

  test('takes a row of one’s own and refuses one of the other organisation', async () => {
    const own = row(harbourOwner());
    // Organisations are made by an operator, each with its own setting; theirs is a second row of the same key.
    const expected = table === 'organisations' ? '23505' : undefined;
    expect(await codeOf(insertOf(table, own), Object.values(own))).toBe(expected);
    const foreign = row(northgateOwner());
    const code = await codeOf(insertOf(table, foreign), Object.values(foreign));
    expect(code).toBe(ABOUT_CUSTOMERS.has(table) ? FOREIGN_KEY : REFUSED_BY_POLICY);
  });

  test('changes and deletes nothing of the other organisation', async () => {
    const { organisationId } = cast.northgate;
    for (const statement of [
      `update ${table} set ${column} = ${column} where organisation_id = $1`,
      `delete from ${table} where organisation_id = $1`,
    ]) {
      const outcome = await asHarbour(statement, [organisationId]).then(
        ({ rowCount }) => rowCount,
        (error: DatabaseError) => error.code,
      );
      expect([0, REFUSED_BY_POLICY], statement).toContain(outcome);
    }
    expect(await codeOf(`truncate ${table} cascade`)).toBe(REFUSED_BY_POLICY);
    expect(await digestOf(database.url, organisationId)).toEqual(before);
  });

  test('lets no row of one’s own move over', async () => {
    const target = table === 'sessions' ? 'sess' : 'organisation_id';
    const value = table === 'sessions' ? row(northgateOwner())['sess'] : cast.northgate.organisationId;
    await asSuperuser(database.url, (client) => plantOwn(client, table));
    const code = await codeOf(`update ${table} set ${target} = $1 where organisation_id = $2`, [
      value,
      cast.harbour.organisationId,
    ]);
    // The policy, the missing right to update actions, or the trigger that keeps a customer's identity.
    expect(code).toMatch(/^(?:42501|23000)$/u);
  });

  test('cannot be opened: no rights over its policies, its owner or its rows’ security', async () => {
    for (const statement of [
      `alter table ${table} disable row level security`,
      `alter table ${table} no force row level security`,
      `alter table ${table} owner to caseload_app`,
      `create policy open on ${table} using (true)`,
      `drop table ${table} cascade`,
      `alter table ${table} disable trigger all`,
    ]) {
      expect(await codeOf(statement), statement).toBe(REFUSED_BY_POLICY);
    }
  });
});

test.each(CLOSED)('%s is closed to the application', async (table) => {
  for (const statement of [
    `select from ${table}`,
    `insert into ${table} default values`,
    `update ${table} set organisation_id = organisation_id`,
    `delete from ${table}`,
    `truncate ${table}`,
    `alter table ${table} disable row level security`,
    `create policy open on ${table} using (true)`,
  ]) {
    expect(await codeOf(statement), statement).toBe(REFUSED_BY_POLICY);
  }
});

/** A row of Harbour's, where there is none yet. */
async function plantOwn(client: Client, table: string): Promise<void> {
  const { rows } = await client.query(`select 1 from ${table} where organisation_id = $1 limit 1`, [
    cast.harbour.organisationId,
  ]);
  if (rows.length > 0) return;
  const own = rowOf(table);
  await client.query(insertOf(table, own), Object.values(own));
}

/** For each foreign key, a row of Harbour's that points to what is Northgate's. */
const REFERENCES: Readonly<Record<string, () => readonly [table: string, row: Row]>> = {
  employees_organisation_fkey: () => [
    'employees',
    { ...rowOf('employees'), organisation_id: randomUUIDv7() },
  ],
  statuses_organisation_fkey: () => ['statuses', { ...rowOf('statuses'), organisation_id: randomUUIDv7() }],
  customers_organisation_fkey: () => [
    'customers',
    { ...rowOf('customers'), organisation_id: randomUUIDv7() },
  ],
  customers_status_fkey: () => ['customers', { ...rowOf('customers'), status: canaries.statusKey }],
  customers_assigned_to_fkey: () => [
    'customers',
    { ...rowOf('customers'), assigned_to: cast.northgate.employee.id },
  ],
  customer_actions_actor_fkey: () => [
    'customer_actions',
    { ...rowOf('customer_actions'), actor_id: cast.northgate.employee.id },
  ],
  sessions_employee_fkey: () => [
    'sessions',
    {
      ...rowOf('sessions'),
      sess: JSON.stringify({
        organisationId: cast.harbour.organisationId,
        employeeId: cast.northgate.employee.id,
      }),
    },
  ],
  attachments_uploaded_by_fkey: () => [
    'attachments',
    { ...rowOf('attachments'), uploaded_by: cast.northgate.employee.id },
  ],
  attachments_action_fkey: () => ['attachments', { ...rowOf('attachments'), action_id: canaries.actionId }],
  mentions_employee_fkey: () => [
    'mentions',
    { ...rowOf('mentions'), employee_id: cast.northgate.employee.id },
  ],
  mentions_action_fkey: () => ['mentions', { ...rowOf('mentions'), action_id: canaries.actionId }],
  employee_settings_employee_fkey: () => [
    'employee_settings',
    { ...rowOf('employee_settings'), employee_id: cast.northgate.employee.id },
  ],
  customer_actions_batch_fkey: () => [
    'customer_actions',
    { ...rowOf('customer_actions'), batch_id: canaries.batchId },
  ],
  customer_actions_import_fkey: () => [
    'customer_actions',
    { ...rowOf('customer_actions'), import_id: canaries.importId },
  ],
  ...Object.fromEntries(
    ['created_by', 'started_by', 'ran_by', 'undone_by'].map((column) => [
      `imports_${column}_fkey`,
      (): [string, Record<string, unknown>] => [
        'imports',
        { ...rowOf('imports'), [column]: cast.northgate.employee.id },
      ],
    ]),
  ),
  batches_created_by_fkey: () => ['batches', { ...rowOf('batches'), created_by: cast.northgate.employee.id }],
  batches_undone_by_fkey: () => ['batches', { ...rowOf('batches'), undone_by: cast.northgate.employee.id }],
  password_links_employee_fkey: () => [
    'password_links',
    { ...rowOf('password_links'), employee_id: cast.northgate.employee.id },
  ],
  password_links_created_by_fkey: () => [
    'password_links',
    // A good link of the employee stands there already.
    {
      ...rowOf('password_links'),
      employee_id: cast.harbour.colleague.id,
      created_by: cast.northgate.employee.id,
    },
  ],
  organisation_actions_actor_fkey: () => [
    'organisation_actions',
    { ...rowOf('organisation_actions'), actor_id: cast.northgate.employee.id },
  ],
  organisation_actions_batch_fkey: () => [
    'organisation_actions',
    { ...rowOf('organisation_actions'), batch_id: canaries.batchId },
  ],
  teams_organisation_fkey: () => ['teams', { ...rowOf('teams'), organisation_id: randomUUIDv7() }],
  team_members_team_fkey: () => ['team_members', { ...rowOf('team_members'), team_id: canaries.teamId }],
  team_members_employee_fkey: () => [
    'team_members',
    { ...rowOf('team_members'), employee_id: cast.northgate.employee.id },
  ],
  batch_items_batch_fkey: () => ['batch_items', { ...rowOf('batch_items'), batch_id: canaries.batchId }],
  customer_visits_employee_fkey: () => [
    'customer_visits',
    { ...rowOf('customer_visits'), employee_id: cast.northgate.employee.id },
  ],
  customer_visits_seen_action_fkey: () => [
    'customer_visits',
    // A visit of this person stands there already.
    {
      ...rowOf('customer_visits'),
      employee_id: cast.harbour.colleague.id,
      seen_action_id: canaries.actionId,
    },
  ],
  drafts_employee_fkey: () => ['drafts', { ...rowOf('drafts'), employee_id: cast.northgate.employee.id }],
  saved_views_owner_fkey: () => [
    'saved_views',
    { ...rowOf('saved_views'), owner_id: cast.northgate.employee.id },
  ],
  conflict_counts_organisation_fkey: () => [
    'conflict_counts',
    { ...rowOf('conflict_counts'), organisation_id: randomUUIDv7() },
  ],
  report_snapshots_organisation_fkey: () => [
    'report_snapshots',
    { ...rowOf('report_snapshots'), organisation_id: randomUUIDv7() },
  ],
  tags_organisation_fkey: () => ['tags', { ...rowOf('tags'), organisation_id: randomUUIDv7() }],
  custom_fields_organisation_fkey: () => [
    'custom_fields',
    { ...rowOf('custom_fields'), organisation_id: randomUUIDv7() },
  ],
};
const rowOf = (table: string): Row => TABLES[table]?.row(harbourOwner()) ?? {};

describe('references', () => {
  test('every foreign key has its case', async () => {
    const { rows } = await asSuperuser(database.url, (client) =>
      client.query(
        "select conname from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace",
      ),
    );
    expect(rows.map(({ conname }) => conname).toSorted()).toEqual(Object.keys(REFERENCES).toSorted());
  });

  test.each(Object.entries(REFERENCES))('%s holds even for a superuser', async (name, make) => {
    const [table, row] = make();
    const error = await asSuperuser(database.url, async (client) => {
      await client.query('begin');
      return client.query(insertOf(table, row), Object.values(row)).then(
        () => undefined,
        (thrown: DatabaseError) => thrown,
      );
    });
    expect(error).toMatchObject({ code: FOREIGN_KEY, constraint: name });
  });

  test.each([...ABOUT_CUSTOMERS])(
    'no row of %s speaks of a customer of the other organisation',
    async (table) => {
      const row = { ...rowOf(table), customer_id: canaries.customerId };
      expect(await codeOf(insertOf(table, row), Object.values(row))).toBe(FOREIGN_KEY);
    },
  );

  test('the same operation and the same external key may be used by both', async () => {
    const action = { ...rowOf('customer_actions'), operation_id: canaries.operationId };
    expect(await codeOf(insertOf('customer_actions', action), Object.values(action))).toBeUndefined();
    const customer = { ...rowOf('customers'), external_id: canaries.externalId };
    expect(await codeOf(insertOf('customers', customer), Object.values(customer))).toBeUndefined();
  });

  test('keys begin with the organisation, so that none tells of the others', async () => {
    const { rows } = await asSuperuser(database.url, (client) =>
      client.query(
        `select c.conname from pg_constraint c
         join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
         where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f') and a.attname <> 'organisation_id'
         order by 1`,
      ),
    );
    // Digests of 256 bits and the name that a tenant is signed up under; none can be asked for by the application.
    expect(rows.map(({ conname }) => conname)).toEqual([
      'organisations_slug_key',
      'password_links_token_key',
      'sessions_sid_key',
    ]);
  });
});

describe('the questions asked before the organisation is known', () => {
  const seen = async (setting: string, value: string) => {
    const counts: Record<string, number | null> = {};
    await app.query('begin');
    await app.query('select set_config($1, $2, true)', [setting, value]);
    for (const table of Object.keys(TABLES)) {
      counts[table] = (await app.query(`select from ${table}`)).rowCount;
    }
    await app.query('rollback');
    return counts;
  };
  const nothing = Object.fromEntries(Object.keys(TABLES).map((table) => [table, 0]));

  test('show one exact row and nothing beside it', async () => {
    expect(await seen('caseload.sign_in_email', cast.harbour.employee.email)).toEqual({
      ...nothing,
      employees: 1,
    });
    expect(await seen('caseload.session_id', canaries.sid)).toEqual({ ...nothing, sessions: 1 });
    expect(await seen('caseload.organisation_slug', 'northgate')).toEqual({ ...nothing, organisations: 1 });
    expect(await seen('caseload.password_link', canaries.linkHash)).toEqual({
      ...nothing,
      password_links: 1,
    });
    expect(await seen('caseload.prune_sessions', 'on')).toEqual(nothing);
    // The file that no comment took, and not the one that belongs to one; and that of an old import.
    expect(await seen('caseload.prune_attachments', 'on')).toEqual({
      ...nothing,
      attachments: 1,
      imports: 1,
    });
  });

  test('take no patterns and no empty answers', async () => {
    for (const value of ['%', '', 'null', '*']) {
      expect(await seen('caseload.sign_in_email', value)).toEqual(nothing);
      expect(await seen('caseload.session_id', value)).toEqual(nothing);
      expect(await seen('caseload.organisation_slug', value)).toEqual(nothing);
      expect(await seen('caseload.password_link', value)).toEqual(nothing);
    }
  });

  test('searching by text finds only one’s own', async () => {
    const { rows } = await asHarbour("select search_customers('%') as id");
    expect(rows.map(({ id }) => id)).toEqual([harbourCustomer]);
    expect((await app.query("select search_customers('%')")).rowCount).toBe(0);
  });
});
