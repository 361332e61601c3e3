import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CUSTOM_FIELDS_MAXIMUM, type CustomField } from '@caseload/shared/customFields/customField.ts';
import { awakeMs } from '../../support/awake.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ada: Agent;
let ana: Agent;
let sue: Agent;
let outsider: Agent;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  ada = await server.signIn(cast.harbour.admin);
  ana = await server.signIn(cast.harbour.employee);
  sue = await server.signIn(cast.harbour.supervisor);
  outsider = await server.signIn(cast.northgate.admin);
});
afterAll(async () => {
  await server.stop();
  await clone.drop();
});
beforeEach(() => rowsOf(clone.url, 'delete from custom_fields'));

const region = { key: 'region', label: 'Region', type: 'choice', choices: ['North', 'South'] };
const account = { key: 'account', label: 'Account', type: 'text' };

async function define(field: object = region): Promise<CustomField> {
  return (await ada.post('/api/custom-fields').send(field).expect(201)).body;
}
const list = async (agent: Agent = ana): Promise<CustomField[]> =>
  (await agent.get('/api/custom-fields').expect(200)).body.items;
const change = (agent: Agent, { key, updatedAt }: Pick<CustomField, 'key' | 'updatedAt'>, changes: object) =>
  agent.patch(`/api/custom-fields/${key}`).send({ updatedAt, ...changes });
const inSession = async (agent: Agent) =>
  (await agent.get('/api/session').expect(200)).body.organisation.customFields;

describe('defining', () => {
  test('is stored as it is answered, and every session knows at once', async () => {
    expect(await inSession(ana)).toEqual([]);
    const first = await define();
    const second = await define(account);
    expect(first).toEqual({
      ...region,
      position: 0,
      archived: false,
      updatedAt: expect.stringMatching(/\.\d{6}Z$/u),
    });
    expect(second).toMatchObject({ ...account, choices: [], position: 1 });
    expect(await list()).toEqual([first, second]);
    expect(await inSession(ana)).toEqual([first, second]);
    expect(
      await rowsOf(clone.url, 'select key, label, type, choices, position, archived from custom_fields'),
    ).toEqual([
      { ...region, position: 0, archived: false },
      { ...account, choices: [], position: 1, archived: false },
    ]);
    expect(await list(outsider)).toEqual([]);
  });

  test('is known to every other process within a moment', async () => {
    const elsewhere = await startTestServer(clone.url);
    try {
      const there = await elsewhere.signIn(cast.harbour.employee);
      expect(await inSession(there)).toEqual([]);
      const field = await define();
      // Well before what it remembers would run out.
      const heard = await awakeMs(() => expect.poll(() => inSession(there)).toEqual([field]));
      expect(heard).toBeLessThan(4_000);
    } finally {
      await elsewhere.stop();
    }
  });

  test('is for administrators', async () => {
    for (const agent of [ana, sue]) await agent.post('/api/custom-fields').send(region).expect(403);
    await server.visitor().post('/api/custom-fields').send(region).expect(401);
    await server.visitor().get('/api/custom-fields').expect(401);
    expect(await list()).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a key with a space', { key: 'my region' }, '/key'],
    ['no label', { label: '' }, '/label'],
    ['an unknown type', { type: 'colour' }, '/type'],
    ['a choice without choices', { choices: [] }, '/choices'],
    ['choices without a choice', { type: 'text' }, '/choices'],
    ['a choice twice', { choices: ['a', 'a'] }, '/choices'],
    ['101 choices', { choices: Array.from({ length: 101 }, (_, i) => `c${i}`) }, '/choices'],
    ['a part that is not known', { required: true }, '/required'],
  ])('%s: 400', async (_case, values, pointer) => {
    const { body } = await ada
      .post('/api/custom-fields')
      .send({ ...region, ...values })
      .expect(400);
    expect(body.issues[0]).toMatchObject({ in: 'body', pointer });
    expect(await list()).toEqual([]);
  });

  test('a key is used once, also by those who press at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ada.post('/api/custom-fields').send(region)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400, 400, 400, 400, 400]);
    const refused = answers.find(({ status }) => status === 400);
    expect(refused?.body.issues).toMatchObject([{ in: 'body', pointer: '/key' }]);
    await outsider.post('/api/custom-fields').send(region).expect(201);
  });

  test('ends at a number a page can show; archiving makes room', async () => {
    await rowsOf(
      clone.url,
      `insert into custom_fields (organisation_id, key, label, type, position)
       select $1, 'field_' || n, 'Field', 'text', n from generate_series(1, $2::int) n`,
      [cast.harbour.organisationId, CUSTOM_FIELDS_MAXIMUM],
    );
    await ada.post('/api/custom-fields').send(region).expect(400);
    const [field] = await list();
    if (!field) throw new Error('no field');
    const { body: archived } = await change(ada, field, { archived: true }).expect(200);
    await define();
    const { body } = await change(ada, archived, { archived: false }).expect(400);
    expect(body.issues).toMatchObject([{ pointer: '/archived' }]);
  });
});

describe('changing', () => {
  test('renames, reorders, archives and brings back; archived ones come last', async () => {
    const first = await define();
    const second = await define(account);
    const { body: moved } = await change(ada, first, { label: 'Area', position: 7 }).expect(200);
    expect(moved).toEqual({ ...first, label: 'Area', position: 7, updatedAt: moved.updatedAt });
    expect(await list()).toEqual([second, moved]);
    const { body: archived } = await change(ada, second, { archived: true }).expect(200);
    expect(await list()).toEqual([moved, archived]);
    expect(await inSession(sue)).toEqual([moved, archived]);
    await change(ada, archived, { archived: false }).expect(200);
    expect((await list()).map(({ key }) => key)).toEqual(['account', 'region']);
  });

  test('is for administrators, and only of their own organisation', async () => {
    const field = await define();
    for (const agent of [ana, sue]) await change(agent, field, { label: 'Taken' }).expect(403);
    await change(outsider, field, { label: 'Taken' }).expect(404);
    await change(server.visitor(), field, { label: 'Taken' }).expect(401);
    await change(ada, { ...field, key: 'nothing' }, { label: 'None' }).expect(404);
    expect(await list()).toEqual([field]);
  });

  test('is refused when it changed meanwhile; the text of the time decides', async () => {
    const field = await define();
    const { body: first } = await change(ada, field, { label: 'First' }).expect(200);
    const { body } = await change(ada, field, { label: 'Second' }).expect(409);
    expect(body.type).toBe('outdated');
    const rounded = String(first.updatedAt).replace(/\d{3}Z$/u, 'Z');
    await change(ada, { ...field, updatedAt: rounded }, { label: 'Third' }).expect(409);
    expect(await list()).toEqual([first]);
    expect((await change(ada, first, { label: 'First' }).expect(200)).body).toEqual(first);
  });

  test.each<[string, object, object, string]>([
    ['the type', region, { type: 'text' }, '/type'],
    ['the key', region, { key: 'area' }, '/key'],
    ['to no choices', region, { choices: [] }, '/choices'],
    ['a text to choices', account, { choices: ['a'] }, '/choices'],
    ['nothing', region, {}, ''],
    ['a position before the first', region, { position: -1 }, '/position'],
  ])('%s: 400', async (_case, field, changes, pointer) => {
    const defined = await define(field);
    const { body } = await change(ada, defined, changes).expect(400);
    expect(body.issues[0]).toMatchObject({ in: 'body', pointer });
    expect(await list()).toEqual([defined]);
  });
});
