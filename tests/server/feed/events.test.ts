import { Client as PgClient } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { cameFromElsewhere, takeTransactions } from '../../support/elsewhere.ts';
import { type ListenOptions, listen } from '../../support/listen.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';

// See `heard`.
vi.setConfig({ testTimeout: 150_000 });

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
/** Another process, as far as the feed can tell. */
let other: TestServer;
let database: Database;
let customer: string;
let ana: Client;
let sue: Client;
let stranger: Client;

type Client = Awaited<ReturnType<typeof signIn>>;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  [server, other] = await Promise.all([startTestServer(clone.url), startTestServer(clone.url)]);
  database = openDatabase({ url: clone.url, max: 4, connectTimeoutMs: 5_000 });
  [customer = ''] = await createCustomers(clone.url, cast.harbour, [{ name: 'Weber' }]);
  ana = await signIn(server, cast.harbour.employee.email);
  sue = await signIn(other, cast.harbour.supervisor.email);
  stranger = await signIn(server, cast.northgate.admin.email);
});
afterAll(async () => {
  await database.close();
  await Promise.all([server.stop(), other.stop()]);
  await clone.drop();
});

async function signIn(at: TestServer, email: string) {
  const agent = at.visitor();
  const { headers } = await agent
    .post('/api/session')
    .send({ email, password: 'a long test password' })
    .expect(200);
  const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  return { agent, cookie, address: at.address };
}

/** Listens to what comes behind all that was done by now, unless told where to begin. */
async function open({ address, cookie }: Client, options?: ListenOptions) {
  const latest = (await trail()).at(-1)?.position ?? '0';
  const listening = await listen(address, cookie, { lastEventId: latest, ...options });
  onTestFinished(() => listening.close());
  return listening;
}

const comment = ({ agent }: Client, body: string) =>
  agent.post(`/api/customers/${customer}/comments`).send({ body }).expect(201);

/** Everything an organisation did, in the order in which it was committed. */
const trail = () =>
  rowsOf<{ position: string; comment: string | null }>(
    clone.url,
    `select position, comment from customer_actions where organisation_id = $1 order by transaction_id, position`,
    [cast.harbour.organisationId],
  );

test('whoever listens hears what is done, by whatever process, and nobody of another organisation does', async () => {
  const [here, there, elsewhere] = [
    await open(ana),
    await open(sue),
    await open(stranger, { lastEventId: '0' }),
  ];
  const { body: said } = await comment(ana, 'From here.');
  const { body: answered } = await comment(sue, 'From there.');
  const { body: before } = await ana.agent.get(`/api/customers/${customer}`).expect(200);
  await sue.agent
    .patch(`/api/customers/${customer}`)
    .send({ updatedAt: before.updatedAt, notes: 'Called.' })
    .expect(200);
  for (const listening of [here, there]) {
    await listening.heard(3);
    expect(listening.events.map(({ action }) => action)).toEqual([
      said,
      answered,
      expect.objectContaining({
        customerId: customer,
        type: 'update',
        changes: [{ field: 'notes', from: '', to: 'Called.' }],
        customerVersion: before.version + 1,
        actor: { id: cast.harbour.supervisor.id, name: cast.harbour.supervisor.name },
      }),
    ]);
  }
  expect(elsewhere.events).toEqual([]);
});

test('after any event, and before the first, it goes on without a gap or a twin', async () => {
  const listening = await open(ana, { lastEventId: undefined });
  const begin = listening.lastEventId();
  for (const body of ['one', 'two', 'three']) await comment(sue, body);
  // What was committed before, and not told yet, may come first.
  await listening.heardOf(({ comment: text }) => text === 'three');
  const ids = [begin, ...listening.events.map(({ id }) => id)];
  for (const [index, lastEventId] of ids.entries()) {
    const again = await open(ana, { lastEventId, seconds: 0 });
    await again.ended;
    expect(again.events).toEqual(listening.events.slice(index));
  }
  const whole = await open(sue, { lastEventId: '0', seconds: 0 });
  await whole.ended;
  expect(whole.events.map(({ id }) => id)).toEqual((await trail()).map(({ position }) => position));
});

test('what is committed late is neither skipped nor told before its time', async () => {
  const listening = await open(ana);
  const { organisationId, admin } = cast.harbour;
  const insert = `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, comment, via, operation_id)
    values ($1, gen_random_uuid(), $2, 'comment', $3, $4, 'api', gen_random_uuid())`;
  const say = (text: string) => [organisationId, customer, admin.id, text];
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  // The first has the lower place, the second the lower transaction: both wait for the slow one.
  const slow = database.write({ organisationId }, async (tx) => {
    await tx.raw(insert, say('slow, before'));
    begun.resolve();
    await gate.promise;
    await tx.raw(insert, say('slow, after'));
  });
  await begun.promise;
  await comment(sue, 'quick');
  // What was begun later has ended: the feed has looked by now, and has to look again.
  await expect.poll(async () => (await trail()).some(({ comment: text }) => text === 'quick')).toBe(true);
  const fetched = await open(sue, { lastEventId: listening.lastEventId(), seconds: 0 });
  await fetched.ended;
  expect(fetched.events).toEqual([]);
  expect(listening.events).toEqual([]);
  gate.resolve();
  await slow;
  await listening.heard(3);
  expect(listening.events.map(({ action }) => action.comment)).toEqual([
    'slow, before',
    'slow, after',
    'quick',
  ]);
  const [first] = listening.events;
  const again = await open(sue, { lastEventId: first?.id ?? '', seconds: 0 });
  await again.ended;
  expect(again.events).toEqual(listening.events.slice(1));
});

test('many at once, and a listener who takes nothing for a while: each exactly once', async () => {
  const [quick, slow] = [await open(ana), await open(sue)];
  slow.pause();
  const texts = Array.from({ length: 40 }, (_, i) => `${i} ${'x'.repeat(9_000)}`);
  await Promise.all(texts.map((text, i) => comment(i % 2 ? ana : sue, text)));
  await quick.heard(40);
  slow.resume();
  await slow.heard(40);
  expect(new Set(quick.events.map(({ action }) => action.comment))).toEqual(new Set(texts));
  expect(slow.events).toEqual(quick.events);
});

test('a batch is told action by action', async () => {
  const ids = await createCustomers(
    clone.url,
    cast.harbour,
    Array.from({ length: 700 }, () => ({})),
  );
  const listening = await open(ana);
  const { body: batch } = await sue.agent
    .post('/api/bulk-changes')
    .send({ filter: { assignedTo: 'none' }, changes: { priority: 'urgent' }, mode: 'best-effort' })
    .expect(200);
  expect(batch.changed).toBeGreaterThanOrEqual(ids.length);
  await listening.heard(batch.changed);
  expect(new Set(listening.events.map(({ action }) => action.customerId)).size).toBe(batch.changed);
  expect(listening.events.every(({ action }) => action.batchId === batch.id)).toBe(true);
});

test('connections to the database may break: nothing is missed', async () => {
  const listening = await open(ana);
  await comment(ana, 'before');
  await rowsOf(
    clone.url,
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await expect
    .poll(() =>
      sue.agent
        .post(`/api/customers/${customer}/comments`)
        .send({ body: 'after' })
        .then(({ status }) => status),
    )
    .toBe(201);
  await listening.heard(2);
  expect(listening.events.map(({ action }) => action.comment)).toEqual(['before', 'after']);
});

test('so many seconds are over even while the database cannot be asked', async () => {
  const [first, second] = [await open(ana, { seconds: 1 }), await open(ana)];
  await comment(sue, 'in time');
  await second.heard(1);
  const holding = new PgClient({ connectionString: clone.url });
  await holding.connect();
  await holding.query('begin');
  await holding.query('lock table customer_actions in access exclusive mode');
  await first.ended;
  await holding.end();
  expect(second.events.slice(0, first.events.length)).toEqual(first.events);
  await comment(sue, 'later');
  await second.heard(2);
});

test('an id that is none, or none of theirs, is refused; so is whoever listens too often', async () => {
  for (const lastEventId of ['x', '-1', '1.5', '999999999999'])
    await expect(open(ana, { lastEventId })).rejects.toThrow('refused with 400');
  await expect(listen(server.address, 'nothing=1')).rejects.toThrow('refused with 401');
  const all = await Promise.all(Array.from({ length: 20 }, () => open(stranger, { lastEventId: '0' })));
  await expect(open(stranger, { lastEventId: '0' })).rejects.toThrow('refused with 429');
  all[0]?.close();
  await expect
    .poll(() =>
      open(stranger, { lastEventId: '0' }).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
});

test('it ends with the session, whoever ended it, and with the server', async () => {
  const second = await signIn(other, cast.harbour.employee.email);
  const [here, there] = [await open(second), await open(await signIn(server, cast.harbour.colleague.email))];
  await second.agent.delete('/api/session').expect(204);
  await here.ended;
  const boss = await signIn(server, cast.harbour.admin.email);
  const [person] = (await boss.agent.get('/api/people').expect(200)).body.items.filter(
    ({ id }: { id: string }) => id === cast.harbour.colleague.id,
  );
  await boss.agent
    .post(`/api/people/${person.id}/deactivation`)
    .send({ updatedAt: person.updatedAt, assignedTo: null })
    .expect(200);
  await there.ended;
  const third = await startTestServer(clone.url);
  const last = await open(await signIn(third, cast.harbour.supervisor.email));
  await third.stop();
  await last.ended;
});

// The last one: the order of this history is no longer that of its commits.
test('what a restored dump brought is not told as if it were new', async () => {
  const [restored = ''] = await createCustomers(clone.url, cast.harbour, [{}]);
  for (const body of ['a', 'b', 'c', 'd'])
    await ana.agent.post(`/api/customers/${restored}/comments`).send({ body }).expect(201);
  const listening = await open(ana);
  await cameFromElsewhere(clone.url, [restored]);
  await takeTransactions(clone.url, 5);
  await comment(sue, 'the first since');
  await listening.heard(1);
  expect(listening.events.map(({ action }) => action.comment)).toEqual(['the first since']);
  const [old] = await rowsOf<{ position: string }>(
    clone.url,
    `select position from customer_actions where customer_id = $1 and comment = 'd'`,
    [restored],
  );
  const again = await open(ana, { lastEventId: old?.position ?? '', seconds: 0 });
  await again.ended;
  expect(again.events.at(-1)?.action.comment).toBe('the first since');
});
