import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { replacedTags } from '@caseload/server/tags/replaceTags.ts';
import { createCustomers } from '../../support/cast.ts';
import { rowsOf, trailOf } from '../../support/rows.ts';
import type { Agent } from '../../support/testServer.ts';
import { type Office, openOffice } from '../people/office.ts';

let office: Office;
let ada: Agent;
let ids: string[];

beforeAll(async () => {
  office = await openOffice();
  ({ ada } = office);
  await createCustomers(office.database.url, office.cast.northgate, [{ tags: ['vip', 'theirs'] }]);
});
afterAll(() => office?.close());
beforeEach(async () => {
  // What earlier tests left behind.
  const names = (await ada.get('/api/tags').expect(200)).body.items;
  if (names.length > 0) await ada.post('/api/tags/removals').send({ tags: names }).expect(200);
  ids = await createCustomers(office.database.url, office.cast.harbour, [
    { tags: ['late', 'vip', 'south'] },
    { tags: ['VIP'], archived: true },
    { tags: ['vip', 'VIP'] },
    { tags: ['south'] },
  ]);
});

const tagsOf = async () => {
  const rows = await rowsOf<{ id: string; tags: string[] }>(
    office.database.url,
    'select id, tags from customers where id = any($1::uuid[])',
    [ids],
  );
  const tags = new Map(rows.map((row) => [row.id, row.tags]));
  return ids.map((id) => tags.get(id));
};
const suggested = async () => (await ada.get('/api/tags').expect(200)).body.items;
const merge = (tags: string[], into: string, key = randomUUID()) =>
  ada.post('/api/tags/merges').set('Idempotency-Key', key).send({ tags, into });

test('the new tag stands where the first old one was, once', () => {
  expect(replacedTags(['a', 'b', 'c'], ['b'], 'x')).toEqual(['a', 'x', 'c']);
  expect(replacedTags(['a', 'b', 'x'], ['b'], 'x')).toEqual(['a', 'x']);
  expect(replacedTags(['x', 'a', 'b'], ['a', 'b'], 'x')).toEqual(['x']);
  expect(replacedTags(['a', 'b'], ['b'], null)).toEqual(['a']);
});

test('tags are counted with all their customers', async () => {
  await ada
    .post('/api/customers')
    .send({ name: 'x', tags: ['once'] })
    .expect(201);
  const { body } = await ada.get('/api/tags/counts').expect(200);
  expect(body.items).toEqual([
    { name: 'late', customerCount: 1 },
    { name: 'once', customerCount: 1 },
    { name: 'south', customerCount: 2 },
    { name: 'VIP', customerCount: 2 },
    { name: 'vip', customerCount: 2 },
  ]);
});

test('renaming reaches every customer, is in the history of each, and can be taken back', async () => {
  const { body } = await merge(['vip'], 'priority').expect(200);
  expect(body.batch).toMatchObject({ kind: 'change', state: 'applied', changed: 2, skipped: [] });
  expect(await tagsOf()).toEqual([['late', 'priority', 'south'], ['VIP'], ['priority', 'VIP'], ['south']]);
  expect(await suggested()).toEqual(['late', 'priority', 'south', 'VIP']);
  const trail = await trailOf(office.database.url, ids[0] ?? '');
  expect(trail.at(-1)).toMatchObject({
    type: 'update',
    via: 'bulk',
    changes: [{ field: 'tags', from: ['late', 'vip', 'south'], to: ['late', 'priority', 'south'] }],
  });
  const { body: history } = await ada.get('/api/organisation-actions?type=tag_merge&limit=1').expect(200);
  expect(history.items[0]).toMatchObject({
    subject: { kind: 'tag', name: 'vip' },
    changes: [{ field: 'tags', from: ['vip'], to: ['priority'] }],
    batchId: body.batch.id,
  });
  await ada.post(`/api/batches/${body.batch.id}/undo`).expect(200);
  expect(await tagsOf()).toEqual([['late', 'vip', 'south'], ['VIP'], ['vip', 'VIP'], ['south']]);
  expect(await suggested()).toContain('vip');
});

test('several become one, at archived customers too, and one is taken away', async () => {
  const { body } = await merge(['vip', 'late'], 'VIP').expect(200);
  expect(body.batch.changed).toBe(2);
  expect(await tagsOf()).toEqual([['VIP', 'south'], ['VIP'], ['VIP'], ['south']]);
  const removed = await ada
    .post('/api/tags/removals')
    .send({ tags: ['VIP'] })
    .expect(200);
  expect(removed.body.batch).toMatchObject({ changed: 3, skipped: [] });
  expect(await tagsOf()).toEqual([['south'], [], [], ['south']]);
  expect(await suggested()).toEqual(['south']);
  const others = await rowsOf(office.database.url, 'select tags from customers where organisation_id = $1', [
    office.cast.northgate.organisationId,
  ]);
  expect(others).toEqual([{ tags: ['vip', 'theirs'] }]);
});

test('a tag that nobody has is only suggested otherwise', async () => {
  await ada
    .post('/api/tags/removals')
    .send({ tags: ['late'] })
    .expect(200);
  await rowsOf(office.database.url, "insert into tags (organisation_id, name) values ($1, 'unused')", [
    office.cast.harbour.organisationId,
  ]);
  const { body } = await merge(['unused'], 'fresh').expect(200);
  expect(body.batch).toBeNull();
  expect(await suggested()).toEqual(['fresh', 'south', 'VIP', 'vip']);
});

test('the same press twice changes once and answers alike', async () => {
  const key = randomUUID();
  const [one, two] = await Promise.all([merge(['south'], 'north', key), merge(['south'], 'north', key)]);
  expect([one.status, two.status]).toEqual([200, 200]);
  expect(two.body.batch.id).toBe(one.body.batch.id);
  await merge(['vip'], 'north', key).expect(422);
});

test('a key that many customers were changed under is refused, and nothing is changed', async () => {
  const key = randomUUID();
  await ada
    .post('/api/bulk-changes')
    .set('Idempotency-Key', key)
    .send({ filter: { tag: ['south'] }, changes: { priority: 'high' } })
    .expect(200);
  const before = await tagsOf();
  expect((await merge(['vip'], 'north', key).expect(422)).body.type).toBe('idempotency-mismatch');
  const removal = ada
    .post('/api/tags/removals')
    .set('Idempotency-Key', key)
    .send({ tags: ['south'] });
  expect((await removal.expect(422)).body.type).toBe('idempotency-mismatch');
  expect(await tagsOf()).toEqual(before);
});

test('who tags a customer at that moment loses nothing', async () => {
  const [first = ''] = ids;
  const { body: seen } = await ada.get(`/api/customers/${first}`).expect(200);
  const [tagged, merged] = await Promise.all([
    ada.patch(`/api/customers/${first}`).send({ updatedAt: seen.updatedAt, tags: [...seen.tags, 'added'] }),
    merge(['vip'], 'priority'),
  ]);
  expect(merged.status).toBe(200);
  const [tags] = await tagsOf();
  expect(tags).toContain('priority');
  // Saved before, it stays; saved too late, the person is told of the conflict.
  expect(tags?.includes('added')).toBe(tagged.status === 200);
  expect([200, 409]).toContain(tagged.status);
});

test('what is wrong, or who may not, changes nothing', async () => {
  const before = await tagsOf();
  const pointerOf = async (path: string, body: object) =>
    (await ada.post(path).send(body).expect(400)).body.issues[0].pointer;
  expect(await pointerOf('/api/tags/merges', { tags: ['vip', 'nothing'], into: 'x' })).toBe('/tags/1');
  expect(await pointerOf('/api/tags/merges', { tags: ['vip'], into: 'vip' })).toBe('/into');
  expect(await pointerOf('/api/tags/merges', { tags: [], into: 'x' })).toBe('/tags');
  expect(await pointerOf('/api/tags/merges', { tags: ['vip'], into: ' ' })).toBe('/into');
  expect(await pointerOf('/api/tags/merges', { tags: ['vip'], into: 'x'.repeat(51) })).toBe('/into');
  expect(await pointerOf('/api/tags/removals', { tags: ['theirs'] })).toBe('/tags/0');
  expect(await pointerOf('/api/tags/removals', { tags: ['vip', 'vip'] })).toBe('/tags');
  const calls = (agent: Agent) => [
    agent.get('/api/tags/counts'),
    agent.post('/api/tags/merges').send({ tags: ['vip'], into: 'x' }),
    agent.post('/api/tags/removals').send({ tags: ['vip'] }),
  ];
  for (const answer of calls(office.server.visitor())) expect((await answer).status).toBe(401);
  for (const person of [office.cast.harbour.employee, office.cast.harbour.supervisor])
    for (const answer of calls(await office.server.signIn(person))) expect((await answer).status).toBe(403);
  const outsider = await office.server.signIn(office.cast.northgate.admin);
  expect((await outsider.get('/api/tags/counts').expect(200)).body.items).toEqual([
    { name: 'theirs', customerCount: 1 },
    { name: 'vip', customerCount: 1 },
  ]);
  expect(await tagsOf()).toEqual(before);
});
