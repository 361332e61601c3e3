import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import { type Sort, SORTS } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { customerListOf } from '@caseload/server/assignedWork/customerList.ts';
import { fillPage, type Page, readPlaces, readTag, tagOf } from '@caseload/server/assignedWork/readPage.ts';
import { makeSummaryTexts } from '@caseload/server/assignedWork/summaryTexts.ts';
import { Gate } from '@caseload/server/http/gate.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { printSeed } from '../../support/print.ts';

const MANY = 30;
const PAGE = { after: undefined, rows: 21, withNotes: false };

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let database: Database;
let ids: string[];

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  ana = await server.signIn(cast.harbour.employee);
  database = openDatabase({ url: clone.url, max: 4, connectTimeoutMs: 5_000 });
  const assignedTo = cast.harbour.employee.id;
  ids = await createCustomers(
    clone.url,
    cast.harbour,
    Array.from({ length: MANY }, (_, i) => ({ name: `Customer ${i}`, assignedTo, notes: `Note ${i}` })),
  );
});
afterAll(async () => {
  await database?.close();
  await server?.stop();
  await clone?.drop();
});

/** A reader with a memory of its own, and how often it asked the database. */
function makeReader(sort: Sort = 'name', filter: CustomerFilter = {}, from = database) {
  let reads = 0;
  const counting: Database = {
    ...from,
    read(scope, statements) {
      reads += 1;
      return from.read(scope, statements);
    },
  };
  const turns = new Gate({ atOnce: 2 });
  const source = {
    database: counting,
    known: makeSummaryTexts(),
    gate: <T>(read: () => Promise<T>) => turns.run(read),
  };
  const { employee, organisationId } = cast.harbour;
  const statuses = [{ key: 'new', label: 'New', category: 'open', archived: false } as const];
  const organisation = { id: organisationId, name: 'Harbour', statuses, customFields: [] };
  const actor = { id: employee.id, organisationId, organisation };
  const list = customerListOf({ assignedTo: 'me', ...filter }, sort, {
    actor,
    now: new Date(),
    timeZone: 'UTC',
  });
  const places = () => readPlaces(source, list, PAGE, false);
  return {
    reads: () => reads,
    places,
    tag: (page = PAGE) => readTag(source, list, page),
    fill: (found: Awaited<ReturnType<typeof places>>) => fillPage(source, list, PAGE, found),
  };
}

const customersOf = ({ texts }: Page): CustomerSummary[] => texts.map((text) => JSON.parse(text));

async function rename(id: string | undefined, name: string): Promise<CustomerSummary> {
  const { updatedAt } = (await ana.get(`/api/customers/${id}`)).body;
  return (await ana.patch(`/api/customers/${id}`).send({ updatedAt, name }).expect(200)).body;
}

test('what was read once at a version is not read again, and what changed is read alone', async () => {
  const { reads, places, fill } = makeReader();
  const first = await fill(await places());
  expect(first.texts).toHaveLength(20);
  expect(first.places).toHaveLength(21);
  expect(reads()).toBe(2);
  const second = await fill(await places());
  expect(second.texts).toEqual(first.texts);
  expect(reads()).toBe(3);

  const [changed] = customersOf(first);
  const saved = await rename(changed?.id, `${changed?.name}!`);
  const third = await fill(await places());
  expect(customersOf(third).find(({ id }) => id === changed?.id)).toMatchObject({
    name: saved.name,
    version: saved.version,
    updatedAt: saved.updatedAt,
  });
  expect(reads()).toBe(5);
  await rename(changed?.id, changed?.name ?? '');
});

test('the tag read alone is that of the places, and changes with them', async () => {
  const { reads, places, tag } = makeReader();
  const before = tagOf(await places(), PAGE);
  expect(await tag()).toBe(before);
  expect(reads()).toBe(2);
  await rename(ids[1], 'Somebody with ünusual letters');
  const after = await tag();
  expect(after).not.toBe(before);
  expect(after).toBe(tagOf(await places(), PAGE));
  await rename(ids[1], 'Customer 1');
  expect(await tag({ ...PAGE, withNotes: true })).not.toBe(await tag());
});

test.each(SORTS)(
  'the tag read alone is that of the places in the order of %s, of one state and of several',
  async (sort) => {
    for (const filter of [{ archived: 'false' }, { archived: 'any' }] as const) {
      const { tag, places } = makeReader(sort, filter);
      const found = await places();
      expect(found.places).toHaveLength(21);
      expect(await tag()).toBe(tagOf(found, PAGE));
    }
  },
);

test('the tag of a page that nobody is on is that of no places', async () => {
  const { tag, places } = makeReader('name', { tag: ['nobody has it'] });
  expect((await places()).places).toEqual([]);
  expect(await tag()).toBe(tagOf(await places(), PAGE));
});

test.each<[string, CustomerFilter, object]>([
  ['everybody’s customers are planned once', { assignedTo: 'any' }, { anew: 0, once: 4 }],
  ['those with a tag for each reading', { assignedTo: 'any', tag: ['late'] }, { anew: 4, once: 0 }],
])('on one connection, pages of %s', async (_case, filter, plans) => {
  const one = openDatabase({ url: clone.url, max: 1, connectTimeoutMs: 5_000 });
  try {
    const { places, tag } = makeReader('dueAt', filter, one);
    for (let turn = 0; turn < 4; turn += 1) {
      await places();
      await tag();
    }
    const [{ rows }] = await one.read({ organisationId: cast.harbour.organisationId }, (tx) => [
      tx.raw(
        String.raw`select custom_plans::int as anew, generic_plans::int as once from pg_prepared_statements
          where name like 'list\_%'`,
        [],
      ),
    ]);
    expect(rows).toEqual([plans, plans]);
  } finally {
    await one.close();
  }
});

test('a change between the places and the rows makes the page be read anew, of one moment', async () => {
  const { reads, places, fill } = makeReader();
  const found = await places();
  const moved = await rename(ids[0], 'Zuletzt');
  const page = await fill(found);
  // In the order by name it went behind everybody, so it is on this page no more.
  expect(customersOf(page).map(({ id }) => id)).not.toContain(moved.id);
  expect(customersOf(page)).toHaveLength(20);
  expect(tagOf(page, PAGE)).toBe(tagOf(await places(), PAGE));
  expect(reads()).toBe(4);
  await rename(ids[0], 'Customer 0');
});

test('while colleagues write, every answer is a list of customers as they once were', async () => {
  const seed = printSeed();
  const known = new Map<string, string>();
  const keep = (customer: CustomerSummary) => known.set(`${customer.id}/${customer.version}`, customer.name);
  for (const id of ids) keep((await ana.get(`/api/customers/${id}`)).body);
  let turn = seed;
  const next = (below: number) => (turn = (turn * 48_271) % 2_147_483_647) % below;
  const writing = (async () => {
    for (let i = 0; i < 40; i += 1) keep(await rename(ids[next(MANY)], `Customer ${next(99)}`));
  })();
  const seen: CustomerSummary[] = [];
  let isWriting = true;
  void writing.finally(() => {
    isWriting = false;
  });
  while (isWriting) {
    const { items } = (await ana.get('/api/customers?assignedTo=me&sort=name&limit=200').expect(200)).body;
    expect(new Set(items.map(({ id }: CustomerSummary) => id)).size).toBe(MANY);
    const names = items.map(({ name }: CustomerSummary) => name.toLowerCase());
    expect(names).toEqual(names.toSorted());
    seen.push(...items);
  }
  await writing;
  expect(seen.filter(({ id, version, name }) => known.get(`${id}/${version}`) !== name)).toEqual([]);
});

test('an answer is asked for again by its tag: 304 until something in it has changed', async () => {
  const address = '/api/customers?assignedTo=me&sort=name&limit=5';
  const first = await ana.get(address).expect(200);
  const tag = first.get('ETag') ?? '';
  expect(tag).toMatch(/^"[\w-]{27}"$/u);
  const again = await ana.get(address).set('If-None-Match', `"other", W/${tag}`).expect(304);
  expect(again.text).toBe('');
  expect(again.get('ETag')).toBe(tag);
  await ana.get(`${address}&include=notes`).set('If-None-Match', tag).expect(200);
  await ana.get('/api/customers?assignedTo=me&sort=name&limit=6').set('If-None-Match', tag).expect(200);

  const [shown] = first.body.items;
  await rename(shown.id, `${shown.name} `.trimEnd().concat('?'));
  const changed = await ana.get(address).set('If-None-Match', tag).expect(200);
  expect(changed.get('ETag')).not.toBe(tag);
  // With the total, a customer that comes or goes on a later page changes the answer too.
  const counted = await ana.get(`${address}&include=total`).expect(200);
  const totalTag = counted.get('ETag') ?? '';
  await createCustomers(clone.url, cast.harbour, [{ name: 'zz', assignedTo: cast.harbour.employee.id }]);
  const recounted = await ana.get(`${address}&include=total`).set('If-None-Match', totalTag).expect(200);
  expect(recounted.body.total).toBe(counted.body.total + 1);
});
