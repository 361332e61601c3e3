import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import type { CustomerList } from '@caseload/server/assignedWork/customerList.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { everybodysList, explainPage, rowsRead } from './explain.ts';

// So many that PostgreSQL looks some up rather than reads all.
const CUSTOMERS = 9_000;
const CHANGED = 40;
const AT_ONE_MOMENT = 25;
const STATUSES = ['new', 'in_progress', 'waiting', 'escalated', 'resolved', 'closed'];

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let sue: Agent;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  const { employee, colleague } = cast.harbour;
  const owners = [
    employee.id,
    colleague.id,
    null,
    colleague.id,
    null,
    ...Array.from({ length: 6 }, () => employee.id),
  ];
  const rows = Array.from({ length: CUSTOMERS }, (_, i) => ({
    name: `Name ${i}`,
    // Hardly anybody is escalated, and nobody is waiting.
    status: i % 500 === 0 ? 'escalated' : (['new', 'in_progress', 'resolved'][i % 3] ?? 'new'),
    archived: i % 30 === 29,
    tags: i % 200 === 3 ? ['rare'] : [],
    assignedTo: owners[i % 11] ?? null,
  }));
  const ids = await createCustomers(clone.url, cast.harbour, rows);
  await createCustomers(
    clone.url,
    cast.northgate,
    rows.slice(0, 300).map((row) => ({ ...row, assignedTo: null })),
  );
  server = await startTestServer(clone.url);
  ana = await server.signIn(employee);
  sue = await server.signIn(cast.harbour.supervisor);
  for (const id of ids.slice(100, 100 + CHANGED)) {
    const { body } = await sue.get(`/api/customers/${id}`).expect(200);
    const changed = await sue
      .patch(`/api/customers/${id}`)
      .send({ updatedAt: body.updatedAt, notes: 'once' })
      .expect(200);
    await ana.post(`/api/customers/${id}/comments`).send({ body: 'Said in between' }).expect(201);
    if (body.id.endsWith('0'))
      await sue
        .patch(`/api/customers/${id}`)
        .send({ updatedAt: changed.body.updatedAt, notes: 'twice' })
        .expect(200);
  }
  await changeAtOneMoment(ids.slice(0, AT_ONE_MOMENT));
  await rowsOf(clone.url, 'analyze');
  database = openDatabase({ url: clone.url, max: 2, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await database.close();
  await server.stop();
  await clone.drop();
});

/** As if the clock had stood still, in the middle of what others changed: the triggers would not let them. */
async function changeAtOneMoment(ids: readonly string[]): Promise<void> {
  const withoutTriggers = new URL(clone.url);
  withoutTriggers.searchParams.set('options', '-c session_replication_role=replica');
  await rowsOf(
    withoutTriggers.href,
    `with moment as (select created_at from customer_actions where changes <> '[]' order by created_at limit 1 offset 20),
       moved as (update customers set updated_at = (select created_at from moment)
         where id = any($1::uuid[]) returning id)
     update customer_actions set created_at = (select created_at from moment)
     where customer_id in (select id from moved) and customer_version is not null`,
    [ids],
  );
}

type Page = { items: CustomerSummary[]; nextCursor: string | null };

async function walk(query: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: Page } = await ana
      .get(`/api/customers?${query}${cursor && `&cursor=${cursor}`}`)
      .expect(200);
    found.push(...body.items.map(({ id }) => id));
    cursor = body.nextCursor;
  }
  return found;
}

const IN_USE = "status in ('new', 'in_progress', 'escalated') and not archived";

test.each([
  ['everybody’s', 'assignedTo=any&status=new,in_progress,escalated', IN_USE, 190],
  [
    'nobody’s, by small pages',
    'assignedTo=none&status=new,in_progress,escalated',
    `${IN_USE} and assigned_to is null`,
    23,
  ],
  ['with the archived', 'assignedTo=any&status=new&archived=any', "status = 'new'", 200],
  ['a state that few are in', 'assignedTo=any&status=escalated', "status = 'escalated' and not archived", 2],
  ['a state that nobody is in', 'assignedTo=any&status=waiting', 'false', 10],
  [
    'a tag that few have',
    'assignedTo=any&tag=rare&status=new,in_progress,resolved',
    "tags = '{rare}' and not archived",
    4,
  ],
])('by their last change, %s: each once and in order', async (_case, query, condition, limit) => {
  for (const direction of ['asc', 'desc'] as const) {
    const sort = direction === 'desc' ? '-updatedAt' : 'updatedAt';
    const expected = await rowsOf<{ id: string }>(
      clone.url,
      `select id from customers where organisation_id = $1 and ${condition}
       order by updated_at ${direction}, id ${direction}`,
      [cast.harbour.organisationId],
    );
    expect(await walk(`${query}&sort=${sort}&limit=${limit}`)).toEqual(expected.map(({ id }) => id));
  }
});

const everybodys = (values: Partial<CustomerList> = {}): CustomerList => ({
  ...everybodysList(cast.harbour.organisationId, STATUSES),
  sort: '-updatedAt',
  ...values,
});

test('those changed last are found among the last changes, not by sorting everybody', async () => {
  const read = async (values: Partial<CustomerList> = {}) =>
    rowsRead(
      await explainPage(database, everybodys(values), { after: undefined, rows: 3, withNotes: false }),
    );
  expect(await read()).toBeLessThan(200);
  expect(await read({ sort: 'updatedAt' })).toBeLessThan(200);
  // Too few of the last changes are of such a customer.
  expect(await read({ tags: ['rare'] })).toBeGreaterThan(CUSTOMERS / 2);
});
