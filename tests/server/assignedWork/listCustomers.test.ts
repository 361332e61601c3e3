import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { SORTS } from '@caseload/shared/assignedWork/endpoints.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast, createCustomers, type CustomerValues } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { explainPage, rowsRead } from './explain.ts';

const STATUSES = ['closed', 'escalated', 'in_progress', 'new', 'resolved', 'waiting'];
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
const MINE = 900;
const SEED = 20_261_121;

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  const { employee, colleague, supervisor } = cast.harbour;
  // One person's share has to be small, as it is in an office, for the planner to choose as it does there.
  await createCustomers(clone.url, cast.harbour, rows(12_000, supervisor.id));
  await createCustomers(clone.url, cast.harbour, rows(MINE, employee.id));
  await createCustomers(clone.url, cast.harbour, rows(1_500, colleague.id));
  await createCustomers(clone.url, cast.harbour, rows(60, null));
  await createCustomers(clone.url, cast.northgate, rows(400, null));
  await rowsOf(clone.url, 'analyze');
  server = await startTestServer(clone.url);
  ana = await server.signIn(employee);
  database = openDatabase({ url: clone.url, max: 2, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await database.close();
  await server.stop();
  await clone.drop();
});

/** Many ties and gaps on purpose: equal names, equal and missing due dates, a few archived. */
function rows(count: number, assignedTo: string | null): CustomerValues[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `Name ${(i * 7) % 40}`,
    email: `person${i}@mail.example`,
    phone: `+49 151 ${String(1_000_000 + i)}`,
    status: STATUSES[i % STATUSES.length] ?? 'new',
    priority: PRIORITIES[(i * 3) % 4] ?? 'normal',
    archived: i % 30 === 29,
    dueAt: i % 5 === 0 ? null : `2026-11-${String(1 + (i % 28)).padStart(2, '0')}T08:00:00.000000Z`,
    assignedTo,
  }));
}

type Page = { items: CustomerSummary[]; nextCursor: string | null };

async function walk(
  query: string,
  onPage?: (items: CustomerSummary[]) => Promise<void>,
): Promise<CustomerSummary[]> {
  const found: CustomerSummary[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: Page } = await ana
      .get(`/api/customers?${query}${cursor ? `&cursor=${cursor}` : ''}`)
      .expect(200);
    found.push(...body.items);
    cursor = body.nextCursor;
    await onPage?.(body.items);
  } while (cursor);
  return found;
}

const distinct = (items: readonly { id: string }[]) => new Set(items.map(({ id }) => id)).size;

describe('pages', () => {
  test.each(SORTS)('by %s hold every customer once and in order', async (sort) => {
    const found = await walk(`assignedTo=me&sort=${sort}&limit=37`);
    expect(found).toHaveLength(MINE - MINE / 30);
    expect(distinct(found)).toBe(found.length);
    const keys = found.map((item) => sortKey(sort, item));
    expect(keys).toEqual(
      keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (sort.startsWith('-') ? -1 : 1)),
    );
  });

  test('are 100 rows, with the total only on request', async () => {
    const { body } = await ana.get('/api/customers?assignedTo=me').expect(200);
    expect(body.items).toHaveLength(100);
    expect(body).not.toHaveProperty('total');
    expect(body.items[0]).not.toHaveProperty('notes');
    const counted = await ana.get('/api/customers?assignedTo=me&include=total,notes&limit=1').expect(200);
    expect(counted.body.total).toBe(MINE - MINE / 30);
    expect(counted.body.items[0]).toHaveProperty('notes', '');
  });

  test('survive rows changing meanwhile: what stays in the list is seen exactly once', async () => {
    let turn = 0;
    const moved = new Set<string>();
    const found = await walk('assignedTo=me&status=new&limit=20', async (items) => {
      const last = items.at(-1);
      if (!last || (turn += 1) > 4) return;
      const { body } = await ana.get(`/api/customers/${last.id}`).expect(200);
      // The row the cursor stands on goes elsewhere.
      await ana
        .patch(`/api/customers/${last.id}`)
        .send({ updatedAt: body.updatedAt, status: 'waiting' })
        .expect(200);
      moved.add(last.id);
    });
    const stays = found.filter(({ id }) => !moved.has(id));
    const { body } = await ana
      .get('/api/customers?assignedTo=me&status=new&include=total&limit=1')
      .expect(200);
    expect(distinct(stays)).toBe(stays.length);
    expect(stays).toHaveLength(body.total);
  });
});

function sortKey(sort: string, item: CustomerSummary): string | number {
  if (sort.endsWith('dueAt')) return item.dueAt ?? '9999';
  if (sort === 'name') return item.name.toLowerCase();
  if (sort === 'priority') return PRIORITIES.indexOf(item.priority);
  return sort === 'createdAt' ? item.createdAt : item.updatedAt;
}

describe('filters', () => {
  test('agree with a filter in plain JavaScript, whatever is combined', async () => {
    const everything = (
      await Promise.all(
        ['me', 'none', cast.harbour.colleague.id].map((who) =>
          walk(`assignedTo=${who}&archived=any&limit=200`),
        ),
      )
    ).flat();
    const me = cast.harbour.employee.id;
    console.log(`fast-check seed ${SEED}`);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          assignedTo: fc.constantFrom('me', 'none', cast.harbour.colleague.id),
          statuses: fc.subarray(STATUSES),
          archived: fc.constantFrom('false', 'true', 'any'),
          q: fc.option(fc.constantFrom('name 7', 'NAME 12', 'person1', '151 10000', '1511000', '%', 'ab')),
          dueFrom: fc.option(fc.constant('2026-11-10T00:00:00Z')),
          dueBefore: fc.option(fc.constant('2026-11-20T00:00:00Z')),
          sort: fc.constantFrom(...SORTS),
        }),
        async ({ assignedTo, statuses, archived, q, dueFrom, dueBefore, sort }) => {
          const query = new URLSearchParams({ assignedTo, archived, sort, limit: '200' });
          if (statuses.length > 0) query.set('status', statuses.join(','));
          if (q) query.set('q', q);
          if (dueFrom) query.set('dueFrom', dueFrom);
          if (dueBefore) query.set('dueBefore', dueBefore);
          const expected = everything.filter(
            (item) =>
              item.assignedTo === (assignedTo === 'me' ? me : assignedTo === 'none' ? null : assignedTo) &&
              (statuses.length === 0 || statuses.includes(item.status)) &&
              (archived === 'any' || String(item.archived) === archived) &&
              (!q || searchable(item).includes(q.toLowerCase())) &&
              (!dueFrom || (item.dueAt !== null && Date.parse(item.dueAt) >= Date.parse(dueFrom))) &&
              (!dueBefore || (item.dueAt !== null && Date.parse(item.dueAt) < Date.parse(dueBefore))),
          );
          const found = await walk(query.toString());
          expect(found.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
          const { body } = await ana.get(`/api/customers?${query}&include=total`).expect(200);
          expect(body.total).toBe(expected.length);
        },
      ),
      { seed: SEED, numRuns: 40 },
    );
  }, 120_000);
});

const searchable = (item: CustomerSummary) =>
  [item.name, item.email ?? '', item.phone ?? '', (item.phone ?? '').replaceAll(/\D/gu, '')]
    .join('\n')
    .toLowerCase();

describe('what PostgreSQL reads', () => {
  const list = (values: object = {}) => ({
    organisationId: cast.harbour.organisationId,
    assignedTo: cast.harbour.employee.id,
    statuses: ['in_progress'],
    archived: false,
    text: undefined,
    dueFrom: undefined,
    dueBefore: undefined,
    sort: 'dueAt' as const,
    ...values,
  });
  const page = { after: undefined, rows: 21, withNotes: false };
  const middle = { key: '2026-11-12 08:00:00+00', id: '00000000-0000-7000-8000-000000000000' };
  const usedIndexes = (plan: Awaited<ReturnType<typeof explainPage>>) => [
    ...new Set(plan.flatMap((node) => node['Index Name'] ?? [])),
  ];

  test.each<[string, object, typeof middle | undefined, string?]>([
    ['the first page', {}, undefined],
    ['a page in the middle', {}, middle],
    ['backwards', { sort: '-dueAt' }, middle],
    ["nobody's", { assignedTo: null }, undefined, 'customers_unassigned'],
    ['due in a range', { dueFrom: '2026-11-05T00:00:00Z', dueBefore: '2026-11-20T00:00:00Z' }, undefined],
  ] as const)(
    '%s of one status: one index range, no sort, no row too many',
    async (_case, values, after, index = 'customers_assigned_work') => {
      const plan = await explainPage(database, list(values), { ...page, after });
      expect(usedIndexes(plan)).toEqual([index]);
      expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
      expect(plan.filter((node) => node['Index Name'])).toHaveLength(1);
      expect(rowsRead(plan)).toBeLessThanOrEqual(page.rows);
    },
  );

  test("everybody's of one status: the index by due date, no sort", async () => {
    const plan = await explainPage(database, list({ assignedTo: undefined }), page);
    expect(usedIndexes(plan)).toEqual(['customers_by_due']);
    expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
    expect(rowsRead(plan)).toBeLessThanOrEqual(page.rows);
  });

  test('several statuses: a merge of ranges that reads little more than the page', async () => {
    const plan = await explainPage(database, list({ statuses: STATUSES }), page);
    expect(usedIndexes(plan)).toEqual(['customers_assigned_work']);
    expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
    expect(plan.map((node) => node['Node Type'])).toContain('Merge Append');
    expect(rowsRead(plan)).toBeLessThanOrEqual(page.rows + STATUSES.length);
  });

  test("a text among everybody's customers: the trigram index, although row-level security is on", async () => {
    const { organisationId } = cast.harbour;
    const [found] = await database.read({ organisationId }, (tx) => [
      tx.raw("select count(*)::int as count from search_customers('%person12@mail%')", []),
    ]);
    expect(found.rows).toEqual([{ count: 4 }]);
    // What the role that owns the function can use, and the application's own role cannot.
    const plan = await planAs('caseload_search', organisationId, "search like '%person12@mail%'");
    expect(plan).toContain('customers_search');
    // And what would be left of it without the function.
    expect(await planAs('caseload_app', organisationId, "search like '%person12@mail%'")).not.toContain(
      'customers_search',
    );
  });

  async function planAs(role: string, organisationId: string, condition: string): Promise<string> {
    const client = new Client({ connectionString: clone.url });
    await client.connect();
    await client.query(
      `set role ${role}; set enable_seqscan = off; set caseload.organisation_id = '${organisationId}'`,
    );
    const { rows: lines } = await client.query(`explain select id from customers where ${condition}`);
    await client.end();
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  }
});
