import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mention } from '@caseload/shared/mentions/endpoints.ts';
import { mentionText } from '@caseload/shared/mentions/mentionText.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let ben: Agent;
let first: string;
let second: string;
/** Ana's comments to Ben, oldest first. */
let told: Array<{ id: string }>;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  ana = await server.signIn(cast.harbour.employee);
  ben = await server.signIn(cast.harbour.colleague);
  [first = '', second = ''] = await createCustomers(clone.url, cast.harbour, [
    { name: 'Weber' },
    { name: 'Adler' },
  ]);
  told = [];
  for (const customer of [first, second, first, second, first]) told.push(await tell(customer));
  await tell(first, cast.harbour.supervisor);
});
afterAll(async () => {
  await server.stop();
  await clone.drop();
});

async function tell(customer: string, person = cast.harbour.colleague): Promise<{ id: string }> {
  const text = `${mentionText(person)} please look`;
  const { body } = await ana.post(`/api/customers/${customer}/comments`).send({ body: text }).expect(201);
  return body;
}

type Page = { items: Mention[]; nextCursor: string | null; unreadCount: number };
const list = async (query = '', agent = ben): Promise<Page> =>
  (await agent.get(`/api/mentions?${query}`).expect(200)).body;
const read = (body: object, agent = ben) => agent.post('/api/mentions/read').send(body);
const idsOf = ({ items }: Page) => items.map(({ action }) => action.id);
const newestFirst = () => told.map(({ id }) => id).toReversed();

test('lists what names the person, newest first, with the customer, and nothing else', async () => {
  const page = await list();
  expect(idsOf(page)).toEqual(newestFirst());
  expect(page).toMatchObject({ nextCursor: null, unreadCount: 5 });
  expect(page.items[0]).toEqual({
    action: told.at(-1),
    customer: { id: first, name: 'Weber' },
    readAt: null,
  });
  expect(await list('', ana)).toEqual({ items: [], nextCursor: null, unreadCount: 0 });
});

test('pages without losing or repeating one, and a cursor is of its own list', async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await list(`limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
    seen.push(...idsOf(page));
    cursor = page.nextCursor;
    if (cursor === null) break;
    await ben.get(`/api/mentions?unread=true&cursor=${cursor}`).expect(400);
    await ana.get(`/api/mentions?cursor=${cursor}`).expect(400);
  } while (cursor !== null);
  expect(seen).toEqual(newestFirst());
});

test('marks comments, then a customer, then all; what was read keeps its time', async () => {
  const [a, b, c, d, e] = told.map(({ id }) => id);
  await read({ actionIds: [a, randomUUID()] }).expect(204);
  const once = await list();
  expect(once.unreadCount).toBe(4);
  const readAt = once.items.at(-1)?.readAt;
  expect(readAt).toEqual(expect.stringMatching(/\.\d{6}Z$/u));

  await read({ customerId: first }).expect(204);
  const unread = await list('unread=true');
  expect(idsOf(unread)).toEqual([d, b]);
  expect(unread.unreadCount).toBe(2);
  expect((await list()).items.find(({ action }) => action.id === a)?.readAt).toBe(readAt);

  await read({ all: true }).expect(204);
  expect(await list('unread=true')).toEqual({ items: [], nextCursor: null, unreadCount: 0 });
  expect(idsOf(await list())).toEqual([e, d, c, b, a]);
  const others = await list('', await server.signIn(cast.harbour.supervisor));
  expect(others.unreadCount).toBe(1);
});

test('nobody marks what names somebody else', async () => {
  const { id } = await tell(second);
  const outsider = await server.signIn(cast.northgate.admin);
  for (const agent of [ana, outsider]) {
    for (const body of [{ actionIds: [id] }, { customerId: second }, { all: true }]) {
      await read(body, agent).expect(204);
    }
  }
  expect(await list('', outsider)).toEqual({ items: [], nextCursor: null, unreadCount: 0 });
  expect((await list('unread=true')).items.map(({ action }) => action.id)).toEqual([id]);
});

test.each([
  [{}],
  [{ all: false }],
  [{ all: true, customerId: randomUUID() }],
  [{ actionIds: [] }],
  [{ actionIds: ['x'] }],
  [{ actionIds: Array.from({ length: 201 }, () => randomUUID()) }],
  [{ customerId: 'x' }],
])('refuses to mark %j', async (body) => {
  const answer = await read(body).expect(400);
  expect(answer.body.type).toBe('validation');
});

test('says which of the comments is named wrongly', async () => {
  const { body } = await read({ actionIds: [randomUUID(), 'x'] }).expect(400);
  expect(body.issues).toMatchObject([{ in: 'body', pointer: '/actionIds/1' }]);
});

test('needs a session', async () => {
  await server.visitor().get('/api/mentions').expect(401);
  await read({ all: true }, server.visitor()).expect(401);
});

test('counts no further than a thousand', async () => {
  await rowsOf(
    clone.url,
    `with said as (
       insert into customer_actions (organisation_id, id, customer_id, type, comment, actor_id, via, operation_id)
       select $1, gen_random_uuid(), $2, 'comment', 'x', $3, 'seed', gen_random_uuid()
       from generate_series(1, 1005) returning organisation_id, id, customer_id
     ) select count(*) from said`,
    [cast.harbour.organisationId, first, cast.harbour.employee.id],
  );
  await rowsOf(
    clone.url,
    `insert into mentions (organisation_id, employee_id, action_id, customer_id)
     select organisation_id, $1, id, customer_id from customer_actions where comment = 'x'`,
    [cast.harbour.colleague.id],
  );
  expect((await list('limit=1')).unreadCount).toBe(1_000);
});
