import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { customerListOf } from '@caseload/server/assignedWork/customerList.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { explainPage, rowsRead } from './explain.ts';

const NOBODYS_TEAM = '01945b2e-7d51-7bb8-9d2c-6d1a4f0e9c11';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let sue: Agent;
let database: Database;
let team: string;
let othersTeam: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  const { harbour, northgate } = cast;
  const due = (i: number) => `2026-11-${String(1 + (i % 28)).padStart(2, '0')}T08:00:00.000000Z`;
  const of = (assignedTo: string | null, count: number) =>
    createCustomers(
      clone.url,
      harbour,
      Array.from({ length: count }, (_, i) => ({ name: `Number ${i}`, assignedTo, dueAt: due(i) })),
    );
  await of(harbour.employee.id, 150);
  await of(harbour.colleague.id, 250);
  await of(harbour.supervisor.id, 4_000);
  await of(null, 30);
  await createCustomers(clone.url, northgate, [{ assignedTo: northgate.employee.id }]);
  await rowsOf(clone.url, 'vacuum analyze');
  server = await startTestServer(clone.url);
  sue = await server.signIn(harbour.supervisor);
  const found = async (agent: Agent, members: readonly { readonly id: string }[]) => {
    const body = { name: 'Bakeries', members: members.map(({ id }) => ({ id })) };
    return (await agent.post('/api/teams').send(body).expect(201)).body.id;
  };
  team = await found(await server.signIn(harbour.admin), [harbour.employee, harbour.colleague]);
  othersTeam = await found(await server.signIn(northgate.admin), [northgate.employee]);
  database = openDatabase({ url: clone.url, max: 1, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await database?.close();
  await server?.stop();
  await clone?.drop();
});

const list = async (query: string) =>
  (await sue.get(`/api/customers?include=total&${query}`).expect(200)).body;

describe('a list of a team', () => {
  test.each(['dueAt', '-dueAt', 'name', 'priority', '-updatedAt'])(
    'by %s holds, page after page, every customer of its members and nobody else’s',
    async (sort) => {
      const { employee, colleague } = cast.harbour;
      const found: CustomerSummary[] = [];
      let cursor = '';
      do {
        const page = await list(`team=${team}&limit=90&sort=${sort}${cursor && `&cursor=${cursor}`}`);
        expect(page.total).toBe(400);
        found.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(found.map(({ id }) => id)).size).toBe(400);
      expect(found).toHaveLength(400);
      expect(new Set(found.map(({ assignedTo }) => assignedTo))).toEqual(
        new Set([employee.id, colleague.id]),
      );
    },
  );

  test('narrows together with the other parts', async () => {
    const { employee, supervisor } = cast.harbour;
    expect((await list(`team=${team}&assignedTo=${employee.id}`)).total).toBe(150);
    expect((await list(`team=${team}&assignedTo=${supervisor.id}`)).total).toBe(0);
    expect((await list(`team=${team}&assignedTo=none`)).total).toBe(0);
    expect((await list(`team=${team}&q=number%20149&limit=5`)).total).toBe(2);
    expect((await list(`team=${team}&dueBefore=2026-11-02T00:00:00Z`)).total).toBe(15);
  });

  test('of another organisation, or of a team that is gone, is empty', async () => {
    expect(await list(`team=${othersTeam}`)).toEqual({ items: [], nextCursor: null, total: 0 });
    expect((await list(`team=${NOBODYS_TEAM}`)).total).toBe(0);
    const { body } = await sue.get('/api/customers?team=bakeries').expect(400);
    expect(body.issues).toMatchObject([{ in: 'query', pointer: '/team' }]);
  });

  test('goes with its cursor: no page of another list', async () => {
    const { nextCursor } = await list(`team=${team}&limit=10`);
    await sue.get(`/api/customers?limit=10&cursor=${nextCursor}`).expect(400);
  });
});

describe('the same document', () => {
  test('is exported', async () => {
    const { text, headers } = await sue.get(`/api/customers.csv?team=${team}`).expect(200);
    expect(headers['x-total-count']).toBe('400');
    expect(text.trim().split('\r\n')).toHaveLength(401);
  });

  test('is kept as a view and counted', async () => {
    const filter = { team, assignedTo: 'any' };
    const view = { name: 'Of the bakeries', filter, sort: 'dueAt', shared: false };
    const { body } = await sue.post('/api/views').send(view).expect(201);
    expect(body.filter).toEqual(filter);
    // What takes too long, as on a machine that stands still, is not counted this time.
    const counted = async () => {
      const { body: views } = await sue.get('/api/views?include=counts').expect(200);
      return views.items.find(({ id }: { id: string }) => id === body.id).count;
    };
    await expect.poll(counted).toBe(400);
  });

  test('is changed as a batch, and another organisation’s team is not', async () => {
    const change = { filter: { team }, changes: { priority: 'high' }, dryRun: true };
    expect((await sue.post('/api/bulk-changes').send(change).expect(200)).body.changed).toBe(400);
    const { body } = await sue
      .post('/api/bulk-changes')
      .send({ ...change, filter: { team: othersTeam } })
      .expect(400);
    expect(body.issues).toMatchObject([{ pointer: '/filter', message: 'no customer matches' }]);
  });
});

describe('what PostgreSQL reads', () => {
  const statuses = [{ key: 'new', label: 'New', category: 'open' as const, archived: false }];
  const planOf = async (sort: 'dueAt' | 'name') => {
    const { organisationId, supervisor } = cast.harbour;
    const organisation = { id: organisationId, name: 'Harbour', statuses, customFields: [] };
    const actor = { id: supervisor.id, organisationId, organisation };
    const asker = { actor, now: new Date(), timeZone: 'UTC' };
    const page = { after: undefined, rows: 21, withNotes: false };
    return explainPage(database, customerListOf({ team }, sort, asker), page);
  };

  test.each([
    ['dueAt', 'customers_by_due'],
    ['name', 'customers_by_name'],
  ] as const)(
    'by %s: everybody’s index in its order, never the whole organisation sorted',
    async (sort, index) => {
      const plan = await planOf(sort);
      expect(plan.flatMap((node) => node['Index Name'] ?? [])).toContain(index);
      expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
      // A tenth of the customers are the team's: about ten are looked at for each that is shown.
      expect(rowsRead(plan)).toBeLessThan(1_000);
    },
  );
});
