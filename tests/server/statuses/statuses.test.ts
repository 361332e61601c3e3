import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';
import { createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { type Office, openOffice } from '../people/office.ts';

let office: Office;
let elsewhere: TestServer;
let ada: Agent;

beforeAll(async () => {
  office = await openOffice();
  ({ ada } = office);
  elsewhere = await startTestServer(office.database.url);
});
afterAll(async () => {
  await elsewhere?.stop();
  await office?.close();
});
beforeEach(async () => {
  await rowsOf(
    office.database.url,
    "update statuses set archived = false, category = 'open' where key = 'new'",
  );
});

const list = async (agent = ada): Promise<ManagedStatus[]> =>
  (await agent.get('/api/statuses').expect(200)).body.items;
const find = async (key: string) => {
  const found = (await list()).find((status) => status.key === key);
  if (!found) throw new Error(`there is no status ${key}`);
  return found;
};
const patch = async (key: string, changes: object, agent = ada) => {
  const { updatedAt } = await find(key);
  return agent.patch(`/api/statuses/${key}`).send({ updatedAt, ...changes });
};
const shownTo = async (agent: Agent) =>
  (await agent.get('/api/session').expect(200)).body.organisation.statuses;

test('statuses are listed in their order with their customers, and new ones come behind', async () => {
  await createCustomers(office.database.url, office.cast.harbour, [
    {},
    {},
    { status: 'waiting', archived: true },
  ]);
  const before = await list();
  expect(before.map(({ key }) => key).slice(0, 3)).toEqual(['new', 'in_progress', 'waiting']);
  expect(before.map(({ position }) => position)).toEqual(before.map((_, index) => index));
  expect(before.find(({ key }) => key === 'new')?.customerCount).toBe(2);
  expect(before.find(({ key }) => key === 'waiting')?.customerCount).toBe(1);
  const { body } = await ada
    .post('/api/statuses')
    .send({ label: ' On Hold ', category: 'waiting' })
    .expect(201);
  expect(body).toMatchObject({
    key: 'on_hold',
    label: 'On Hold',
    category: 'waiting',
    archived: false,
    position: before.length,
    customerCount: 0,
  });
  expect(await list()).toEqual([...before, body]);
});

test('a change reaches every process, a customer can be given the new one, and the key stays', async () => {
  const there = await elsewhere.signIn(office.cast.harbour.employee);
  await shownTo(there);
  const { body: made } = await ada
    .post('/api/statuses')
    .send({ label: 'Parked', category: 'waiting' })
    .expect(201);
  await expect.poll(async () => JSON.stringify(await shownTo(there))).toContain('"parked"');
  await there.post('/api/customers').send({ name: 'Parked one', status: 'parked' }).expect(201);
  const { body: renamed } = await patch(made.key, { label: 'Geparkt', category: 'done' });
  expect(renamed).toMatchObject({ key: 'parked', label: 'Geparkt', category: 'done', customerCount: 1 });
  await expect
    .poll(async () => (await shownTo(there)).find(({ key }: { key: string }) => key === 'parked'))
    .toEqual({ key: 'parked', label: 'Geparkt', category: 'done', archived: false });
});

test('an archived status is no longer offered, and customers that have it keep it', async () => {
  await ada.post('/api/statuses').send({ label: 'Old way', category: 'open' }).expect(201);
  const [id = ''] = await createCustomers(office.database.url, office.cast.harbour, [{ status: 'old_way' }]);
  const { body } = await patch('old_way', { archived: true });
  expect(body).toMatchObject({ archived: true, customerCount: 1 });
  expect((await ada.get(`/api/customers/${id}`).expect(200)).body.status).toBe('old_way');
  expect((await ada.get('/api/customers?status=old_way').expect(200)).body.items).toHaveLength(1);
  expect((await shownTo(ada)).find(({ key }: { key: string }) => key === 'old_way')).toMatchObject({
    archived: true,
  });
  expect((await patch('old_way', { archived: false })).body.archived).toBe(false);
});

test('the last open status in use cannot go, nor can two of them at once', async () => {
  for (const { key, category } of await list()) {
    if (category === 'open' && !['new', 'escalated'].includes(key)) await patch(key, { archived: true });
  }
  const [first, second] = await Promise.all([
    patch('new', { archived: true }),
    patch('escalated', { category: 'done' }),
  ]);
  expect([first.status, second.status].toSorted()).toEqual([200, 400]);
  const refused = first.status === 400 ? first : second;
  expect(refused.body.issues[0].pointer).toBe(first.status === 400 ? '/archived' : '/category');
  const inUse = (await list()).filter(({ category, archived }) => category === 'open' && !archived);
  expect(inUse).toHaveLength(1);
  await rowsOf(
    office.database.url,
    "update statuses set archived = false, category = 'open' where category = 'open' or key = 'escalated'",
  );
});

test('a new customer begins in the first open status that is in use', async () => {
  const begin = async () => (await ada.post('/api/customers').send({ name: 'x' }).expect(201)).body.status;
  // Lets the server read anew what was set behind its back.
  await patch('new', { label: 'New' });
  expect(await begin()).toBe('new');
  await patch('new', { archived: true });
  expect(await begin()).toBe('in_progress');
  await patch('escalated', { position: 0 });
  expect(await begin()).toBe('escalated');
});

test('moving one shifts the others and outdates nobody', async () => {
  const before = await list();
  const held = await find('resolved');
  const { body } = await patch('closed', { position: 0 });
  expect(body.position).toBe(0);
  const after = await list();
  expect(after.map(({ key }) => key)).toEqual([
    'closed',
    ...before.map(({ key }) => key).filter((key) => key !== 'closed'),
  ]);
  expect(after.map(({ position }) => position)).toEqual(after.map((_, index) => index));
  expect((await shownTo(ada))[0].key).toBe('closed');
  await ada.patch('/api/statuses/resolved').send({ updatedAt: held.updatedAt, label: 'Solved' }).expect(200);
  const end = await patch('closed', { position: 1_000 });
  expect(end.body.position).toBe(after.length - 1);
  await ada.patch('/api/statuses/resolved').send({ updatedAt: held.updatedAt, label: 'Again' }).expect(409);
});

test('what is wrong, or who may not, changes nothing', async () => {
  const before = await list();
  const pointerOf = async (answer: Promise<{ status: number; body: { issues: { pointer: string }[] } }>) => {
    const { status, body } = await answer;
    expect(status).toBe(400);
    return body.issues[0]?.pointer;
  };
  const create = (body: object) =>
    pointerOf(
      ada
        .post('/api/statuses')
        .send(body)
        .then((answer) => answer),
    );
  expect(await create({ label: 'NEW', category: 'open' })).toBe('/label');
  expect(await create({ label: '', category: 'open' })).toBe('/label');
  expect(await create({ label: 'X', category: 'archived' })).toBe('/category');
  expect(await create({ label: 'X', category: 'open', key: 'x' })).toBe('/key');
  expect(await pointerOf(patch('waiting', { label: 'new' }))).toBe('/label');
  expect(await pointerOf(patch('waiting', { position: -1 }))).toBe('/position');
  expect(await pointerOf(patch('waiting', {}))).toBe('');
  await ada.patch('/api/statuses/unknown').send({ updatedAt: before[0]?.updatedAt, label: 'X' }).expect(404);
  const calls = (agent: Agent) => [
    agent.get('/api/statuses'),
    agent.post('/api/statuses').send({ label: 'Mine', category: 'open' }),
    agent.patch('/api/statuses/new').send({ updatedAt: before[0]?.updatedAt, label: 'Mine' }),
  ];
  for (const answer of calls(office.server.visitor())) expect((await answer).status).toBe(401);
  for (const person of [office.cast.harbour.employee, office.cast.harbour.supervisor])
    for (const answer of calls(await office.server.signIn(person))) expect((await answer).status).toBe(403);
  const outsider = await office.server.signIn(office.cast.northgate.admin);
  const theirs = await list(outsider);
  await outsider.post('/api/statuses').send({ label: 'Theirs', category: 'open' }).expect(201);
  await outsider
    .patch('/api/statuses/new')
    .send({ updatedAt: theirs[0]?.updatedAt, label: 'Their new' })
    .expect(200);
  expect(await list()).toEqual(before);
});
