import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { SORTS } from '@caseload/shared/assignedWork/endpoints.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { isPlannedOnce, listPlaces } from '@caseload/server/assignedWork/queries.ts';
import { type Cast, createCast, createCustomers, type CustomerValues } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { everybodysList, explainPage, explainPlannedOnce, rowsRead } from './explain.ts';
import { printSeed } from '../../support/print.ts';

const STATUSES = ['closed', 'escalated', 'in_progress', 'new', 'resolved', 'waiting'];
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
const OPEN = ['escalated', 'in_progress', 'new'];
const MINE = 900;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const startedAt = Date.now();
/** A zone where it is about noon, so that no day ends while this runs. */
const hoursToNoon = 12 - new Date(startedAt).getUTCHours();
/** One where it is eight hours later or earlier, on the same side of midnight. */
const hoursElsewhere = hoursToNoon + (hoursToNoon > 0 ? -8 : 8);
const zoneAhead = (hours: number) => `Etc/GMT${hours < 0 ? '+' : '-'}${Math.abs(hours)}`;
const NOON_ZONE = zoneAhead(hoursToNoon);
const dayOf = (moment: number, hours = hoursToNoon) => Math.floor((moment + hours * HOUR) / DAY);
/** From now: due dates from days ago to weeks to come, and follow-ups on either side. */
const DUES = [
  -9 * DAY,
  -DAY,
  -10 * HOUR,
  -HOUR,
  HOUR,
  10 * HOUR,
  DAY,
  2 * DAY,
  5 * DAY,
  8 * DAY,
  30 * DAY,
  null,
];
const FOLLOW_UPS = [-2 * DAY, null, -HOUR, null, HOUR, 3 * DAY, null];
const TAGS = [[], ['vip'], [], ['late', 'vip'], ['late'], [], ['Ärger, 2']];

const relative = (offset: number | null | undefined) =>
  typeof offset === 'number' ? new Date(startedAt + offset).toISOString().replace('Z', '000Z') : null;

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  const { employee, colleague, supervisor, admin } = cast.harbour;
  // One person's share has to be small, as it is in an office, for the planner to choose as it does there.
  await createCustomers(clone.url, cast.harbour, rows(12_000, supervisor.id));
  await createCustomers(clone.url, cast.harbour, rows(MINE, employee.id));
  await createCustomers(clone.url, cast.harbour, rows(1_500, colleague.id));
  await createCustomers(
    clone.url,
    cast.harbour,
    rows(280, admin.id).map((row, i) => ({ ...row, dueAt: relative(DUES[i % DUES.length]) })),
  );
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
    followUpAt: relative(FOLLOW_UPS[i % FOLLOW_UPS.length]),
    tags: TAGS[(i * 5) % TAGS.length] ?? [],
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
  const field = sort.replace('-', '');
  if (field === 'dueAt') return item.dueAt ?? '9999';
  if (field === 'followUpAt') return item.followUpAt ?? '9999';
  if (field === 'name') return item.name.toLowerCase();
  if (field === 'priority') return PRIORITIES.indexOf(item.priority);
  return field === 'createdAt' ? item.createdAt : item.updatedAt;
}

describe('filters', () => {
  test('a text is found as it is written, in whatever letters', async () => {
    const names = ['İstanbul Lojistik', 'ΚΑΦΕΝΕΙΟ ΝΙΚΟΣ', 'ΟΔΟΣ ΑΕ', 'Müller Straße'];
    await createCustomers(
      clone.url,
      cast.northgate,
      names.map((name) => ({ name })),
    );
    const nora = await server.signIn(cast.northgate.employee);
    for (const name of names)
      for (const q of [name, name.slice(0, 4), name.slice(0, 2)]) {
        const { body } = await nora
          .get('/api/customers')
          .query({ assignedTo: 'any', q, include: 'total', limit: 200 });
        const found = body.items.map((item: CustomerSummary) => item.name);
        expect([q, found.filter((one: string) => one === name)]).toEqual([q, [name]]);
        expect([q, body.total]).toEqual([q, found.length]);
      }
  });

  test('agree with a filter in plain JavaScript, whatever is combined', async () => {
    const { employee, colleague, admin } = cast.harbour;
    const everything = (
      await Promise.all(
        ['me', 'none', colleague.id, admin.id].map((who) => walk(`assignedTo=${who}&archived=any&limit=200`)),
      )
    ).flat();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          assignedTo: fc.constantFrom('me', 'none', colleague.id, admin.id),
          sort: fc.constantFrom(...SORTS),
          conditions: fc.subarray(CONDITIONS, { maxLength: 4 }),
        }),
        async ({ assignedTo, sort, conditions }) => {
          const asked = new Map(conditions.map(({ name, value }) => [name, value]));
          const query = new URLSearchParams({ assignedTo, sort, limit: '200', timeZone: NOON_ZONE });
          for (const [name, value] of asked) query.set(name, value);
          const person = new Map([
            ['me', employee.id],
            ['none', null],
          ]);
          const meant = CONDITIONS.filter(({ name, value }) => asked.get(name) === value);
          const expected = everything.filter(
            (item) =>
              item.assignedTo === (person.has(assignedTo) ? person.get(assignedTo) : assignedTo) &&
              (asked.has('archived') || !item.archived) &&
              meant.every(({ holds }) => holds(item)),
          );
          const found = await walk(query.toString());
          expect(found.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
          const { body } = await ana.get(`/api/customers?${query}&include=total`).expect(200);
          expect(body.total).toBe(expected.length);
        },
      ),
      { seed: printSeed(), numRuns: 40 },
    );
  }, 120_000);

  test('days are those of the zone asked for, else of the settings, else UTC', async () => {
    const { organisationId, admin, supervisor } = cast.harbour;
    const ofAdmin = `assignedTo=${admin.id}&limit=200`;
    const idsOf = (items: readonly CustomerSummary[]) => items.map(({ id }) => id);
    const today = async (timeZone: string) =>
      idsOf(await walk(`${ofAdmin}&due=today&timeZone=${encodeURIComponent(timeZone)}`));
    const everything = await walk(ofAdmin);
    const expected = (hours: number) =>
      idsOf(everything.filter((item) => dayOf(due(item), hours) === dayOf(startedAt, hours)));
    const elsewhere = zoneAhead(hoursElsewhere);
    expect(await today(NOON_ZONE)).toEqual(expected(hoursToNoon));
    expect(await today(elsewhere)).toEqual(expected(hoursElsewhere));
    expect(expected(hoursElsewhere)).not.toEqual(expected(hoursToNoon));
    expect(idsOf(await walk(`${ofAdmin}&due=today`))).toEqual(await today('UTC'));
    await rowsOf(
      clone.url,
      'insert into employee_settings (organisation_id, employee_id, time_zone) values ($1, $2, $3)',
      [organisationId, supervisor.id, elsewhere],
    );
    const sue = await server.signIn(supervisor);
    const { body } = await sue.get(`/api/customers?${ofAdmin}&due=today`).expect(200);
    expect(idsOf(body.items)).toEqual(expected(hoursElsewhere));
  });

  test('a status and a category that exclude each other leave nobody', async () => {
    const { body } = await ana
      .get('/api/customers?status=new,waiting&category=done&include=total')
      .expect(200);
    expect(body).toEqual({ items: [], nextCursor: null, total: 0 });
  });
});

type Condition = {
  readonly name: string;
  readonly value: string;
  readonly holds: (item: CustomerSummary) => boolean;
};
const due = (item: CustomerSummary) => (item.dueAt === null ? Number.NaN : Date.parse(item.dueAt));
const followUp = (item: CustomerSummary) =>
  item.followUpAt === null ? Number.NaN : Date.parse(item.followUpAt);
/** Later than today up to the end of Sunday; day 4 after 1970 was the first Monday. */
const lastDayOfWeek = dayOf(startedAt) + 6 - ((((dayOf(startedAt) - 4) % 7) + 7) % 7);

/** What an address can ask for, and the same in plain JavaScript. */
const CONDITIONS: Condition[] = [
  { name: 'status', value: 'waiting', holds: ({ status }) => status === 'waiting' },
  { name: 'status', value: 'new,closed', holds: ({ status }) => ['new', 'closed'].includes(status) },
  { name: 'category', value: 'open', holds: ({ status }) => OPEN.includes(status) },
  {
    name: 'category',
    value: 'waiting,done',
    holds: ({ status }) => !OPEN.includes(status),
  },
  { name: 'priority', value: 'urgent', holds: ({ priority }) => priority === 'urgent' },
  { name: 'priority', value: 'low,high', holds: ({ priority }) => ['low', 'high'].includes(priority) },
  { name: 'tag', value: 'vip', holds: ({ tags }) => tags.includes('vip') },
  { name: 'tag', value: 'late,vip', holds: ({ tags }) => tags.length > 0 && !tags.includes('Ärger, 2') },
  { name: 'tag', value: 'nobody has this', holds: () => false },
  { name: 'archived', value: 'true', holds: ({ archived }) => archived },
  { name: 'archived', value: 'any', holds: () => true },
  { name: 'due', value: 'overdue', holds: (item) => dayOf(due(item)) < dayOf(startedAt) },
  { name: 'due', value: 'today', holds: (item) => dayOf(due(item)) === dayOf(startedAt) },
  {
    name: 'due',
    value: 'week',
    holds: (item) => dayOf(due(item)) >= dayOf(startedAt) && dayOf(due(item)) <= lastDayOfWeek,
  },
  { name: 'due', value: 'none', holds: ({ dueAt }) => dueAt === null },
  { name: 'followUp', value: 'set', holds: ({ followUpAt }) => followUpAt !== null },
  { name: 'followUp', value: 'none', holds: ({ followUpAt }) => followUpAt === null },
  { name: 'followUp', value: 'later', holds: (item) => followUp(item) > startedAt },
  { name: 'followUp', value: 'due', holds: (item) => followUp(item) <= startedAt },
  { name: 'followUp', value: 'awake', holds: (item) => !(followUp(item) > startedAt) },
  {
    name: 'dueFrom',
    value: '2026-11-10T00:00:00Z',
    holds: (item) => due(item) >= Date.UTC(2026, 10, 10),
  },
  {
    name: 'dueBefore',
    value: '2026-11-20T01:00:00+01:00',
    holds: (item) => due(item) < Date.UTC(2026, 10, 20),
  },
  ...['createdFrom', 'createdBefore'].map((name) => ({
    name,
    value: new Date(startedAt).toISOString(),
    holds: ({ createdAt }: CustomerSummary) =>
      Date.parse(createdAt) >= startedAt === (name === 'createdFrom'),
  })),
  ...[
    'name 7',
    'NAME 12',
    'person1',
    'Person12@',
    'person12@mail.example',
    'person12@mail.exampel',
    '12@mail',
    'n1@mail',
    '@mail.example',
    '151 10000',
    '1511000',
    '%',
    'ab',
  ].map((q) => ({
    name: 'q',
    value: q,
    holds: (item: CustomerSummary) => searchable(item).includes(q.toLowerCase()),
  })),
];

const searchable = (item: CustomerSummary) =>
  [item.name, item.email ?? '', item.phone ?? '', (item.phone ?? '').replaceAll(/\D/gu, '')]
    .join('\n')
    .toLowerCase();

describe('what PostgreSQL reads', () => {
  const list = (values: object = {}) => ({
    ...everybodysList(cast.harbour.organisationId, ['in_progress']),
    assignedTo: cast.harbour.employee.id,
    ...values,
  });
  const page = { after: undefined, rows: 21, withNotes: false };
  const middle = { key: '2026-11-12 08:00:00+00', id: '00000000-0000-7000-8000-000000000000' };
  const followUpAs = (state: string) => ({ state, now: new Date(startedAt).toISOString() });
  const usedIndexes = (plan: Awaited<ReturnType<typeof explainPage>>) => [
    ...new Set(plan.flatMap((node) => node['Index Name'] ?? [])),
  ];

  test.each<[string, object, typeof middle | undefined, string?]>([
    ['the first page', {}, undefined],
    ['a page in the middle', {}, middle],
    ['backwards', { sort: '-dueAt' }, middle],
    ["nobody's", { assignedTo: null }, undefined, 'customers_unassigned'],
    [
      'due in a range',
      { due: { from: '2026-11-05T00:00:00Z', before: '2026-11-20T00:00:00Z', none: false } },
      undefined,
    ],
    [
      'made in a range, by its time',
      {
        created: { from: '2026-11-05T00:00:00Z', before: '2999-11-20T00:00:00Z' },
        assignedTo: undefined,
        sort: '-createdAt',
      },
      undefined,
      'customers_by_created',
    ],
    ['without a due date', { due: { from: undefined, before: undefined, none: true } }, undefined],
    ['with a follow-up, by its time', { followUp: followUpAs('set') }, undefined, 'customers_follow_up'],
    ['in the middle of it', { followUp: followUpAs('set') }, middle, 'customers_follow_up'],
    ['backwards', { followUp: followUpAs('set'), sort: '-followUpAt' }, undefined, 'customers_follow_up'],
    ['whose follow-up is due', { followUp: followUpAs('due') }, undefined, 'customers_follow_up'],
    ['whose follow-up is to come', { followUp: followUpAs('later') }, undefined, 'customers_follow_up'],
  ] as const)(
    '%s of one status: one index range, no sort, no row too many',
    async (_case, values, after, index = 'customers_assigned_work') => {
      const sort = 'followUp' in values ? { sort: 'followUpAt' as const } : {};
      const plan = await explainPage(database, list({ ...sort, ...values }), { ...page, after });
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

  test.each(SORTS)(
    'everybody’s by %s, planned before the values are known: ranges of one index, no sort, whatever page',
    async (sort) => {
      const everybody = list({ assignedTo: undefined, statuses: STATUSES, sort });
      const isOrderOfIndex = !/updated|followUp/u.test(sort);
      expect(isPlannedOnce(everybody)).toBe(isOrderOfIndex);
      if (!isOrderOfIndex) return;
      const { organisationId } = everybody;
      const [places] = await database.read({ organisationId }, (tx) => [listPlaces(tx, everybody, page)]);
      const last = places.at(-1);
      const deep = { ...page, after: last && { key: last.sortKey, id: last.id } };
      for (const asked of [page, deep]) {
        const plan = await explainPlannedOnce(database, everybody, asked);
        expect(usedIndexes(plan)).toHaveLength(1);
        expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
        expect(rowsRead(plan)).toBeLessThanOrEqual(page.rows + STATUSES.length);
      }
    },
  );

  test.each<[string, object]>([
    ['of one person', { assignedTo: 'somebody' }],
    ['nobody’s', { assignedTo: null }],
    ['a text', { text: 'abc' }],
    ['a tag', { tags: ['late'] }],
    ['priorities', { priorities: ['urgent'] }],
    ['no due date', { due: { from: undefined, before: undefined, none: true } }],
    ['a due date', { due: { from: undefined, before: '2026-11-20T00:00:00Z', none: false } }],
    ['a time', { created: { from: '2026-11-05T00:00:00Z', before: undefined } }],
    ['a follow-up', { followUp: followUpAs('set') }],
    ['a team', { team: 'one' }],
    ['an import', { importId: 'one' }],
  ])('what the values may change is not planned without them: %s', (_case, values) => {
    expect(isPlannedOnce(list({ assignedTo: undefined, ...values }))).toBe(false);
  });

  test('several statuses: a merge of ranges that reads little more than the page', async () => {
    const plan = await explainPage(database, list({ statuses: STATUSES }), page);
    expect(usedIndexes(plan)).toEqual(['customers_assigned_work']);
    expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
    expect(plan.map((node) => node['Node Type'])).toContain('Merge Append');
    expect(rowsRead(plan)).toBeLessThanOrEqual(page.rows + STATUSES.length);
  });

  test('all open follow-ups of one person: a merge of ranges of their index', async () => {
    const values = { statuses: [...OPEN, 'waiting'], sort: 'followUpAt', followUp: followUpAs('set') };
    const plan = await explainPage(database, list(values), page);
    expect(usedIndexes(plan)).toEqual(['customers_follow_up']);
    expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
    expect(rowsRead(plan)).toBeLessThanOrEqual(page.rows + 4);
  });

  test.each(['person1', '@mail', 'person12@', 'name 7'])(
    'everybody’s customers with the text "%s": pages hold each once and in order, few hits or many',
    async (text) => {
      const all = await walk('assignedTo=any&archived=any&sort=name&limit=200');
      const found = await walk(
        `assignedTo=any&archived=any&sort=name&limit=200&q=${encodeURIComponent(text)}`,
      );
      const expected = all.filter((item) => searchable(item).includes(text));
      expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    },
  );

  test.each(['person', 'nowhere'])(
    'everybody’s customers with the text "%s": never all of them, however many have it',
    async (text) => {
      const values = { assignedTo: undefined, statuses: STATUSES, archived: undefined, text };
      expect(rowsRead(await explainPage(database, list(values), page))).toBeLessThan(800);
    },
  );

  test('no status: nothing', async () => {
    expect(rowsRead(await explainPage(database, list({ statuses: [] }), page))).toBe(0);
  });

  test("a text among everybody's customers: the trigram index, although row-level security is on", async () => {
    const { organisationId } = cast.harbour;
    const [found] = await database.read({ organisationId }, (tx) => [
      tx.raw("select count(*)::int as count from search_customers('%person12@mail%')", []),
    ]);
    expect(found.rows).toEqual([{ count: 5 }]);
    const client = new Client({ connectionString: clone.url });
    await client.connect();
    try {
      await client.query('set role caseload_search; set enable_seqscan = off');
      const { rows: lines } = await client.query(
        "explain select customer_id from customer_search where search like '%person12@mail%'",
      );
      expect(JSON.stringify(lines)).toContain('customer_search_trigrams');
    } finally {
      await client.end();
    }
  });
});
