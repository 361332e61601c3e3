import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf, trailOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { begin, prepare, read, rulesFor, send, setRules, settled, upload, work } from './wizard.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let admin: Agent;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  admin = await server.signIn(cast.harbour.admin);
});

afterAll(async () => {
  await server.stop();
  await clone.drop();
});

const FILE = [
  'externalId,name,email,status,assignedTo,dueAt',
  'A1,Ada,ada@example.com,Waiting,ben@harbour.example,2026-12-01',
  'A2,Bo,wrong,New,,',
  'A3,Cy,,New,Nobody Known,',
  'A4,Di,,Odd,,',
  'A5,Ed,,Odd,,31.12.2026',
  'A1,Again,,New,,',
  'A7,Flo,,New,,',
].join('\n');

const customers = () =>
  rowsOf<{ id: string; name: string; archived: boolean; version: number; external_id: string | null }>(
    clone.url,
    'select id, name, archived, version, external_id from customers order by name',
  );

test('the whole way: upload, map, check, run, undo', async () => {
  const uploaded = await upload(admin, FILE, 'März.csv');
  expect(uploaded).toMatchObject({
    fileName: 'März.csv',
    sizeBytes: Buffer.byteLength(FILE),
    state: 'uploaded',
    work: null,
    stopped: null,
    encoding: 'utf-8',
    delimiter: ',',
    header: ['externalId', 'name', 'email', 'status', 'assignedTo', 'dueAt'],
    rowEstimate: 6,
    rules: null,
    check: null,
    result: null,
    hasErrorFile: false,
    createdBy: { id: cast.harbour.admin.id, name: cast.harbour.admin.name },
  });
  expect(uploaded.sample).toHaveLength(5);
  expect(uploaded.suggestion).toMatchObject({ dates: 'iso', remembered: null });
  expect(uploaded.suggestion.map).toContainEqual({ field: 'dueAt', columns: ['dueAt'] });

  await begin(admin, uploaded, 'check').expect(400);
  await setRules(admin, uploaded, rulesFor(uploaded));
  await begin(admin, uploaded, 'run').expect(400);

  const checked = await work(admin, uploaded, 'check');
  expect(checked).toMatchObject({ state: 'checked', stopped: null, hasErrorFile: true, result: null });
  expect(checked.check).toMatchObject({ read: 7, created: 2, updated: 0, unchanged: 0, rejected: 5 });
  expect(checked.check?.problems).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'status',
        field: 'status',
        columns: ['status'],
        count: 2,
        row: 5,
        words: [{ of: 'Odd', count: 2 }],
      }),
      expect.objectContaining({ type: 'email', count: 1, row: 3 }),
      expect.objectContaining({ type: 'assignee', words: [{ of: 'Nobody Known', count: 1 }] }),
      expect.objectContaining({ type: 'date', count: 1 }),
      expect.objectContaining({ type: 'duplicate', field: 'externalId', count: 1, row: 7 }),
    ]),
  );
  expect(await customers()).toEqual([]);

  const errors = await admin.get(`/api/imports/${uploaded.id}/errors.csv`).expect(200);
  expect(errors.headers['content-type']).toContain('text/csv');
  expect(errors.headers['content-disposition']).toContain("filename*=UTF-8''M%C3%A4rz-errors.csv");
  const lines = errors.text.split('\r\n');
  expect(lines[0]).toBe('\ufeffrow,reason,externalId,name,email,status,assignedTo,dueAt');
  expect(lines.slice(1, -1).map((line) => line.split(',', 1)[0])).toEqual(['3', '4', '5', '6', '7']);

  const done = await work(admin, uploaded, 'run');
  expect(done).toMatchObject({
    state: 'done',
    result: checked.check,
    ranBy: { id: cast.harbour.admin.id },
    hasErrorFile: true,
  });
  const [ada, flo] = await customers();
  expect([ada, flo]).toMatchObject([
    { name: 'Ada', version: 1, external_id: 'A1' },
    { name: 'Flo', external_id: 'A7' },
  ]);
  expect(await trailOf(clone.url, ada?.id ?? '')).toMatchObject([
    { type: 'import', via: 'import', same_time: true },
  ]);
  expect((await begin(admin, uploaded, 'run').expect(200)).body).toEqual(done);

  const undone = await work(admin, uploaded, 'undo');
  expect(undone).toMatchObject({
    state: 'undone',
    undo: { archived: 2, setBack: 0, kept: 0, keptCustomers: [] },
  });
  expect(await customers()).toMatchObject([
    { name: 'Ada', archived: true, version: 2 },
    { name: 'Flo', archived: true, version: 2 },
  ]);
  expect((await trailOf(clone.url, ada?.id ?? '')).at(-1)).toMatchObject({
    type: 'archive',
    via: 'import',
    changes: [{ field: 'archived', from: false, to: true }],
  });
  expect((await begin(admin, uploaded, 'undo').expect(200)).body).toEqual(undone);
  expect((await begin(admin, uploaded, 'cancel').expect(200)).body).toEqual(undone);
  await begin(admin, uploaded, 'run').expect(400);
  const { items } = (await admin.get('/api/imports').expect(200)).body;
  expect(items).toMatchObject([{ id: uploaded.id, state: 'undone' }]);
});

test('what was undone comes back by the next import, with what the next mapping says', async () => {
  const text = 'externalId,name,phone\nR1,Right,Wrong';
  const first = await prepare(admin, text);
  await work(admin, first, 'check');
  await work(admin, first, 'run');
  await work(admin, first, 'undo');
  const second = await prepare(admin, text, {
    map: [
      { field: 'externalId', columns: ['externalId'] },
      { field: 'name', columns: ['phone'] },
      { field: 'phone', columns: ['name'] },
    ],
  });
  expect((await work(admin, second, 'check')).check).toMatchObject({ created: 0, restored: 1, unchanged: 0 });
  const done = await work(admin, second, 'run');
  expect(done.result).toMatchObject({ created: 0, restored: 1 });
  const [row] = await rowsOf(
    clone.url,
    "select name, phone, archived, version from customers where external_id = 'R1'",
  );
  expect(row).toEqual({ name: 'Wrong', phone: 'Right', archived: false, version: 3 });
  expect((await work(admin, second, 'undo')).undo).toMatchObject({ archived: 1, setBack: 0 });
  const [again] = await rowsOf(clone.url, "select name, archived from customers where external_id = 'R1'");
  expect(again).toEqual({ name: 'Right', archived: true });
});

test('undoing sets changed customers back, and leaves alone what somebody changed since', async () => {
  const start = await prepare(admin, 'externalId,name,phone\nU1,One,1\nU2,Two,2\nU3,Three,3');
  await work(admin, start, 'check');
  await work(admin, start, 'run');
  const update = await prepare(admin, 'externalId,name,phone\nU1,One B,1\nU2,Two B,2\nU4,Four,4', {
    existing: 'update',
  });
  expect((await work(admin, update, 'check')).check).toMatchObject({ created: 1, updated: 2 });
  expect((await work(admin, update, 'run')).result).toMatchObject({ created: 1, updated: 2 });
  const [two] = await rowsOf<{ id: string; updated: string }>(
    clone.url,
    `select id, to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as updated from customers where external_id = 'U2'`,
  );
  const sue = await server.signIn(cast.harbour.supervisor);
  await sue.patch(`/api/customers/${two?.id}`).send({ updatedAt: two?.updated, phone: '22' }).expect(200);
  const undone = await work(admin, update, 'undo');
  expect(undone.undo).toMatchObject({
    archived: 1,
    setBack: 1,
    kept: 1,
    keptCustomers: [{ id: two?.id, name: 'Two B', changedBy: { id: cast.harbour.supervisor.id } }],
  });
  const rows = await rowsOf(
    clone.url,
    "select external_id as id, name, phone, archived from customers where external_id like 'U_' order by 1",
  );
  expect(rows).toEqual([
    { id: 'U1', name: 'One', phone: '1', archived: false },
    { id: 'U2', name: 'Two B', phone: '22', archived: false },
    { id: 'U3', name: 'Three', phone: '3', archived: false },
    { id: 'U4', name: 'Four', phone: '4', archived: true },
  ]);
});

test('the same file again makes nobody twice', async () => {
  const text = 'name,phone\nSame,1\nSame,1\nOther,2';
  const count = async () => (await customers()).length;
  const before = await count();
  const first = await prepare(admin, text);
  await work(admin, first, 'check');
  await work(admin, first, 'run');
  expect(await count()).toBe(before + 3);
  const second = await prepare(admin, text);
  expect((await work(admin, second, 'check')).check).toMatchObject({ created: 0, unchanged: 3 });
  const refused = await begin(admin, second, 'run').expect(400);
  expect(refused.body.issues[0].message).toContain('nothing to import');
});

test('a mapping is remembered for the next file with the same columns', async () => {
  const header = 'Firma;Fällig am;E-Mail;Kundennr.';
  const first = await upload(admin, `${header}\nA;31.12.2026;a@example.com;7`);
  expect(first).toMatchObject({ delimiter: ';' });
  expect(first.suggestion).toEqual({
    map: [
      { field: 'name', columns: ['Firma'] },
      { field: 'email', columns: ['E-Mail'] },
      { field: 'dueAt', columns: ['Fällig am'] },
      { field: 'externalId', columns: ['Kundennr.'] },
    ],
    dates: 'eu',
    remembered: null,
  });
  const { rules } = await setRules(admin, first, { map: first.suggestion.map, dates: 'eu' });
  const second = await upload(admin, `${header}\nB;;;8`);
  expect(second.suggestion.remembered).toEqual(rules);
  const elsewhere = await server.signIn(cast.northgate.admin);
  expect((await upload(elsewhere, `${header}\nB;;;8`)).suggestion.remembered).toBeNull();
});

describe('a mapping that makes no sense is refused, and nothing changes', () => {
  test.each<[string, object, string, RegExp]>([
    [
      'a column that is not there',
      { map: [{ field: 'name', columns: ['Nome'] }] },
      '/rules/map',
      /no column "Nome"/u,
    ],
    ['a column twice', { map: [{ field: 'name', columns: ['x'] }] }, '/rules/map', /two columns "x"/u],
    ['no name', { map: [{ field: 'email', columns: ['a'] }] }, '/rules/map', /name must be mapped/u],
    [
      'a field twice',
      { map: ['a', 'b'].map((of) => ({ field: 'name', columns: [of] })) },
      '/rules/map',
      /mapped twice/u,
    ],
    [
      'an unknown field',
      { map: [{ field: 'nom', columns: ['a'] }] },
      '/rules/map/0/field',
      /no field "nom"/u,
    ],
    [
      'a custom field that nobody defined',
      {
        map: [
          { field: 'name', columns: ['a'] },
          { field: 'fields.zip', columns: ['b'] },
        ],
      },
      '/rules/map/1/field',
      /no custom field/u,
    ],
    [
      'an unknown status',
      { map: [{ field: 'name', columns: ['a'] }], statuses: [{ word: 'x', key: 'gone' }] },
      '/rules/statuses',
      /no status "gone"/u,
    ],
    [
      'nobody',
      { map: [{ field: 'name', columns: ['a'] }], assignees: [{ word: 'x', person: 'zoe' }] },
      '/rules/assignees',
      /Nobody here.*zoe/u,
    ],
    [
      'making a second customer under one external id',
      { map: [{ field: 'name', columns: ['a'] }], existing: 'create' },
      '/rules/existing',
      /skipped or updated/u,
    ],
    [
      'updating without external ids',
      { map: [{ field: 'name', columns: ['a'] }], existing: 'update' },
      '/rules/existing',
      /externalId is mapped/u,
    ],
  ])('%s', async (_, rules, pointer, message) => {
    const uploaded = await upload(admin, 'a,b,x,X\n1,2,3,4');
    const { body } = await admin.put(`/api/imports/${uploaded.id}/mapping`).send({ rules }).expect(400);
    expect(body.issues[0]).toMatchObject({ in: 'body', pointer });
    expect(body.issues[0].message).toMatch(message);
    expect(await read(admin, uploaded)).toMatchObject({ rules: null, state: 'uploaded' });
    await rowsOf(clone.url, 'delete from imports where id = $1', [uploaded.id]);
  });
});

test('how the file is read can be set, and a mapping for other columns is forgotten then', async () => {
  const uploaded = await upload(admin, 'name;a;b,c\nX;1;2,3');
  expect(uploaded.header).toEqual(['name', 'a', 'b,c']);
  await setRules(admin, uploaded, { map: [{ field: 'name', columns: ['name'] }] });
  const { body } = await admin
    .put(`/api/imports/${uploaded.id}/mapping`)
    .send({ delimiter: ',' })
    .expect(200);
  expect(body).toMatchObject({
    header: ['name;a;b', 'c'],
    delimiter: ',',
    rules: null,
    sample: [['X;1;2', '3']],
  });
});

test('only administrators see and do anything, each only of their organisation', async () => {
  const uploaded = await prepare(admin, 'name\nSecret');
  const calls = (agent: Agent) => [
    send(agent, 'name\nA'),
    agent.get('/api/imports'),
    agent.get(`/api/imports/${uploaded.id}`),
    agent.put(`/api/imports/${uploaded.id}/mapping`).send({ delimiter: ';' }),
    ...(['check', 'run', 'cancel', 'undo'] as const).map((what) => begin(agent, uploaded, what)),
    agent.get(`/api/imports/${uploaded.id}/errors.csv`),
  ];
  const before = await readdir(server.dataDirectory, { recursive: true });
  for (const call of calls(server.visitor())) await call.expect(401);
  for (const person of [cast.harbour.employee, cast.harbour.supervisor]) {
    for (const call of calls(await server.signIn(person))) await call.expect(403);
  }
  const outsider = await server.signIn(cast.northgate.admin);
  for (const call of calls(outsider).slice(2)) await call.expect(404);
  expect(
    (await outsider.get('/api/imports').expect(200)).body.items.map(({ id }: { id: string }) => id),
  ).not.toContain(uploaded.id);
  expect(await readdir(server.dataDirectory, { recursive: true })).toEqual(before);
  expect(await settled(admin, uploaded)).toMatchObject({ state: 'uploaded', check: null });
});
