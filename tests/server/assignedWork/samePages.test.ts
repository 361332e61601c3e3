import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { listChangedSince, MOST_ACTIONS } from '@caseload/server/assignedWork/changedSince.ts';
import { makeRandom } from '@caseload/scripts/seed/random.ts';
import { type Cast, createCast, createCustomers, createLongHistory } from '../../support/cast.ts';
import { cameFromElsewhere, takeTransactions } from '../../support/elsewhere.ts';
import { printSeed } from '../../support/print.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { tripsUntilStill } from '../../support/tripsUntilStill.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

// A page that none of the changes since touches is sent again without being looked at. Here another process changes things.
const OWN = '/api/customers?assignedTo=me&sort=name&limit=10';

let clone: TestDatabase;
let proxy: WireProxy;
let cast: Cast;
let server: TestServer;
let other: TestServer;
let database: Database;
let ana: Agent;
let sue: Agent;
let ids: string[];

// Of its own for each test: what pages are of must not be taken away around the audit trail.
beforeEach(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  proxy = await startWireProxy(clone.url);
  [server, other] = await Promise.all([startTestServer(proxy.url), startTestServer(clone.url)]);
  database = openDatabase({ url: clone.url, max: 2, connectTimeoutMs: 5_000 });
  ana = await server.signIn(cast.harbour.employee);
  sue = await other.signIn(cast.harbour.supervisor);
  const { employee, colleague } = cast.harbour;
  ids = await createCustomers(
    clone.url,
    cast.harbour,
    Array.from({ length: 24 }, (_, i) => ({
      name: `Customer ${String(i).padStart(2, '0')}`,
      assignedTo: i % 2 === 0 ? employee.id : colleague.id,
    })),
  );
});
afterEach(async () => {
  await database?.close();
  await Promise.all([server?.stop(), other?.stop()]);
  await proxy?.close();
  await clone?.drop();
});

type Shown = { readonly items: CustomerSummary[]; readonly nextCursor: string | null };
const read = async (path = OWN): Promise<Shown> => (await ana.get(path).expect(200)).body;
const namesOf = ({ items }: Shown) => items.map(({ name }) => name);

/** So that pages of now are known, and what is changed from now on. */
async function warm(path = OWN): Promise<Shown> {
  for (let turn = 0; turn < 3; turn += 1) await read(path);
  // From when on changes are known is read on the side.
  await tripsUntilStill(proxy);
  const shown = await read(path);
  expect(proxy.takeRoundTrips()).toBe(1);
  return shown;
}

async function change(at: number, fields: object): Promise<void> {
  const address = `/api/customers/${ids[at]}`;
  const { updatedAt } = (await sue.get(address).expect(200)).body;
  await sue
    .patch(address)
    .send({ updatedAt, ...fields })
    .expect(200);
}

test('many who ask at once share one look at what was changed', async () => {
  const paths = [OWN, `${OWN}&status=new`, `${OWN}&archived=any`];
  for (const path of paths) await warm(path);
  proxy.takeRoundTrips();
  const shown = await Promise.all(Array.from({ length: 30 }, (_, i) => read(paths[i % 3])));
  expect(shown.every(({ items }) => items.length === 10)).toBe(true);
  // Those that come while somebody looks; how many those are is for the machine to say.
  expect(proxy.takeRoundTrips()).toBeLessThan(30);
});

test('comments, and changes of what has nothing to do with the page, leave it as it is', async () => {
  await warm();
  await sue.post(`/api/customers/${ids[0]}/comments`).send({ body: 'Called.' }).expect(201);
  await change(1, { name: 'Customer 00' });
  await change(3, { assignedTo: cast.harbour.supervisor.id });
  proxy.takeRoundTrips();
  expect((await read()).items).toHaveLength(10);
  expect(proxy.takeRoundTrips()).toBe(1);
});

test('whoever changes, leaves, enters, comes back or is new is on the next page', async () => {
  const { employee, colleague } = cast.harbour;
  const before = await warm();
  await change(0, { name: 'Customer 00 b' });
  expect(namesOf(await read())).toEqual(['Customer 00 b', ...namesOf(before).slice(1)]);
  await warm();
  await change(2, { assignedTo: colleague.id });
  expect(namesOf(await read())).not.toContain('Customer 02');
  await warm();
  await change(1, { assignedTo: employee.id });
  expect(namesOf(await read())).toContain('Customer 01');
  await warm();
  await change(4, { archived: true });
  expect(namesOf(await read())).not.toContain('Customer 04');
  await warm();
  await change(4, { archived: false });
  expect(namesOf(await read())).toContain('Customer 04');
  await warm();
  await sue.post('/api/customers').send({ name: 'Customer 00 a', assignedTo: employee.id }).expect(201);
  expect(namesOf(await read())[0]).toBe('Customer 00 a');
  await warm();
  const { body: batch } = await sue
    .post('/api/bulk-changes')
    .send({ filter: { assignedTo: employee.id }, changes: { priority: 'urgent' }, mode: 'best-effort' })
    .expect(200);
  expect(batch.changed).toBeGreaterThan(10);
  expect((await read()).items.every(({ priority }) => priority === 'urgent')).toBe(true);
});

test('the one behind the page counts: whether there is a next one depends on it', async () => {
  const path = `${OWN}&status=new`;
  await change(22, { status: 'closed' });
  const { nextCursor } = await warm(path);
  expect(nextCursor).not.toBeNull();
  await change(20, { status: 'closed' });
  expect((await read(path)).nextCursor).toBeNull();
});

test('who begins earlier and commits later is not overlooked', async () => {
  const { organisationId, admin, employee } = cast.harbour;
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const slow = database.write({ organisationId }, async (tx) => {
    const [row] = await tx.rows<{ version: number }>(
      `update customers set name = 'AAA', assigned_to = $3 where organisation_id = $1 and id = $2 returning version`,
      [organisationId, ids[1], employee.id],
    );
    await tx.raw(
      `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, customer_version, via, operation_id)
       values ($1, gen_random_uuid(), $2, 'update', $3, $4, 'api', gen_random_uuid())`,
      [organisationId, ids[1], admin.id, row?.version],
    );
    begun.resolve();
    await gate.promise;
  });
  await begun.promise;
  await warm();
  await change(0, { name: 'Customer 00 b' });
  expect(namesOf(await read())[0]).toBe('Customer 00 b');
  expect(namesOf(await warm())).not.toContain('AAA');
  gate.resolve();
  await slow;
  expect(namesOf(await read())[0]).toBe('AAA');
});

test('the connection that told of changes may break, and be at another database than before', async () => {
  await warm();
  await rowsOf(
    clone.url,
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await vi.waitFor(() => change(0, { name: 'Customer 00 b' }), { timeout: 20_000 });
  const shown = await vi.waitFor(() => read(), { timeout: 20_000 });
  expect(namesOf(shown)[0]).toBe('Customer 00 b');
  const tripsOfOne = async () => {
    proxy.takeRoundTrips();
    await read();
    return proxy.takeRoundTrips();
  };
  // As before, once everything that tells of changes is connected again.
  await expect.poll(tripsOfOne, { timeout: 20_000 }).toBe(1);
});

test('of more changes than are told apart, and of what a dump brought, pages are looked at', async () => {
  await createCustomers(
    clone.url,
    cast.harbour,
    Array.from({ length: MOST_ACTIONS + 10 }, () => ({})),
  );
  await change(0, { name: 'Customer 00 b' });
  expect(namesOf(await read())[0]).toBe('Customer 00 b');
  await warm();
  await cameFromElsewhere(clone.url, ids.slice(0, 8));
  await takeTransactions(clone.url, 5);
  for (const name of ['Customer 00 c', 'Customer 00 d']) {
    await change(0, { name });
    expect(namesOf(await read())[0]).toBe(name);
  }
});

test('what goes around the audit trail is seen after five seconds', async () => {
  await warm();
  await rowsOf(
    clone.url,
    `begin; set local session_replication_role = replica;
     update customers set name = 'Customer 00 z', version = version + 1 where name = 'Customer 00'; commit`,
  );
  await expect.poll(async () => namesOf(await read()), { timeout: 20_000 }).toContain('Customer 00 z');
});

test('lists that the time, a team, an import or a search decides are looked at each time', async () => {
  const due = `${OWN}&followUp=awake`;
  await change(0, { followUpAt: new Date(Date.now() + 1_500).toISOString() });
  expect(namesOf(await read(due))).not.toContain('Customer 00');
  await expect.poll(async () => namesOf(await read(due)), { timeout: 20_000 }).toContain('Customer 00');
});

test('whatever two processes do, no page is older than the last answer', async () => {
  const seed = printSeed();
  const random = makeRandom(seed);
  const people = [cast.harbour.employee.id, cast.harbour.colleague.id, null];
  const boss = await server.signIn(cast.harbour.supervisor);
  const lists = ['me', 'none', 'any', cast.harbour.colleague.id].flatMap((who) =>
    ['', '&status=new,waiting', '&archived=any', '&sort=-name'].map(
      (rest) => `/api/customers?assignedTo=${who}&limit=7${rest}`,
    ),
  );
  for (let turn = 0; turn < 150; turn += 1) {
    const agent = random.pick([boss, sue]);
    const address = `/api/customers/${random.pick(ids)}`;
    const { updatedAt } = (await agent.get(address).expect(200)).body;
    const fields = random.pick<object>([
      { name: `Customer ${random.between(10, 99)}` },
      { assignedTo: random.pick(people) },
      { status: random.pick(['new', 'waiting', 'closed']) },
      { archived: random.pick([true, false]) },
      { dueAt: new Date(1_800_000_000_000 + random.between(0, 1_000) * 86_400_000).toISOString() },
    ]);
    const reading = random.pick([true, false]) ? read(random.pick(lists)) : undefined;
    await agent
      .patch(address)
      .send({ updatedAt, ...fields })
      .expect(200);
    await reading;
    for (const path of [random.pick(lists), random.pick(lists)])
      expect((await read(path)).items, path).toEqual((await read(`${path}&include=total`)).items);
  }
});

test('a long transaction leaves pages of others alone, and costs those who read them nothing, until it ends', async () => {
  const { organisationId, admin } = cast.harbour;
  const low = '/api/customers?priority=low&limit=10';
  const later = await createCustomers(
    clone.url,
    cast.harbour,
    Array.from({ length: 3_000 }, () => ({})),
  );
  await rowsOf(clone.url, 'analyze customers, customer_actions');
  const slow = new Client({ connectionString: clone.url });
  await slow.connect();
  slow.on('error', () => undefined);
  await slow.query('begin');
  await slow.query(`update customers set priority = 'low' where id = any($1::uuid[])`, [later]);
  await slow.query(
    `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, customer_version, via, operation_id)
     select $1, gen_random_uuid(), id, 'update', $2, version, 'bulk', gen_random_uuid() from customers where id = any($3::uuid[])`,
    [organisationId, admin.id, later],
  );
  await takeTransactions(clone.url, 1);
  const [now] = await rowsOf<{ moment: string }>(clone.url, 'select pg_current_snapshot()::text as moment');
  await createCustomers(clone.url, cast.harbour, [{}, {}]);
  const plan = await explained(organisationId, now?.moment);
  expect(Number(/Buffers: shared hit=(\d+)/u.exec(plan)?.[1]), plan).toBeLessThan(40);

  await createCustomers(
    clone.url,
    cast.harbour,
    Array.from({ length: MOST_ACTIONS + 10 }, () => ({})),
  );
  expect((await warm(low)).items).toEqual([]);
  await slow.query('commit');
  await slow.end();
  expect(namesOf(await read(low))).toHaveLength(10);
});

test('what was changed since is one range of one index, however long the history is', async () => {
  const { organisationId } = cast.harbour;
  await createLongHistory(clone.url, cast);
  const [now] = await rowsOf<{ moment: string }>(clone.url, 'select pg_current_snapshot()::text as moment');
  await createCustomers(clone.url, cast.harbour, [{}, {}, {}]);
  await rowsOf(clone.url, 'analyze customers, customer_actions');
  const found = await database.read({ organisationId }, (tx) => [
    listChangedSince(tx, organisationId, now?.moment ?? ''),
  ]);
  const plan = await explained(organisationId, now?.moment);
  expect(found[0]).toHaveLength(3);
  expect(plan).toMatch(/Index Scan using customer_actions_commits on customer_actions .*rows=3\b/u);
  expect(plan).toMatch(/Index Cond: .*transaction_id >= .*transaction_id < /u);
  expect(plan).not.toMatch(/Seq Scan/u);
});

/** How PostgreSQL looks for what was changed since. */
const explained = (organisationId: string, moment = ''): Promise<string> =>
  database.write({ organisationId }, async (tx) => {
    await listChangedSince(tx, organisationId, moment);
    const { rows } = await tx.raw(
      `explain (analyze, timing off, costs off, buffers) execute changed_since('${organisationId}', '${moment}')`,
      [],
    );
    return rows.map((line) => line['QUERY PLAN']).join('\n');
  });
