import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { USUAL_SETTINGS } from '@caseload/shared/settings/settings.ts';
import { awakeMs } from '../../support/awake.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

const MICROSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u;

let database: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let here: TestServer;
let there: TestServer;
let ana: Agent;
let ben: Agent;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  [here, there] = await Promise.all([startTestServer(proxy.url), startTestServer(database.url)]);
  [ana, ben] = await Promise.all([here.signIn(cast.harbour.employee), here.signIn(cast.harbour.colleague)]);
});
afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await proxy?.close();
  await database?.drop();
});
beforeEach(() => rowsOf(database.url, 'delete from employee_settings'));

const stored = () => rowsOf(database.url, 'select * from employee_settings order by employee_id');
const set = (agent: Agent, patch: object) => agent.patch('/api/settings').send(patch);

describe('settings', () => {
  test('are the usual ones until something is set', async () => {
    const { body } = await ana.get('/api/settings').expect(200);
    expect(body).toEqual(USUAL_SETTINGS);
    expect((await ana.get('/api/session')).body.settings).toEqual(USUAL_SETTINGS);
    expect(await stored()).toEqual([]);
  });

  test('are set a part at a time, and only for the person', async () => {
    const first = await set(ana, { theme: 'dark', timeZone: 'Europe/Berlin' }).expect(200);
    expect(first.body).toEqual({
      ...USUAL_SETTINGS,
      theme: 'dark',
      timeZone: 'Europe/Berlin',
      updatedAt: expect.stringMatching(MICROSECONDS),
    });
    const keys = { 'customers.status': 'g s', 'list.next': null };
    const second = await set(ana, { keys, singleKeys: false }).expect(200);
    expect(second.body).toMatchObject({ theme: 'dark', timeZone: 'Europe/Berlin', keys, singleKeys: false });
    expect(second.body.updatedAt > first.body.updatedAt).toBe(true);
    expect((await ana.get('/api/settings')).body).toEqual(second.body);
    expect((await ben.get('/api/settings')).body).toEqual(USUAL_SETTINGS);
    expect(await stored()).toMatchObject([
      {
        organisation_id: cast.harbour.organisationId,
        employee_id: cast.harbour.employee.id,
        time_zone: 'Europe/Berlin',
        theme: 'dark',
        language: 'system',
        density: 'default',
        single_keys: false,
        keys,
      },
    ]);
  });

  test('a time zone is taken back with null', async () => {
    await set(ana, { timeZone: 'Asia/Tokyo' }).expect(200);
    expect((await set(ana, { timeZone: null }).expect(200)).body.timeZone).toBeNull();
  });

  test('of two devices at once are all kept', async () => {
    await Promise.all([
      set(ana, { theme: 'dark' }),
      set(ana, { density: 'compact' }),
      set(ana, { language: 'de' }),
    ]);
    expect((await ana.get('/api/settings')).body).toMatchObject({
      theme: 'dark',
      density: 'compact',
      language: 'de',
    });
  });

  test('of keys set in two tabs at once both are kept, whatever else there is', async () => {
    await set(ana, { keys: { 'list.next': 'n', 'customers.due': 'd' } }).expect(200);
    // Both tabs have seen these two keys, and neither what the other does now.
    const elsewhere = await there.signIn(cast.harbour.employee);
    await Promise.all([
      set(ana, { changedKeys: { 'customers.status': 'g s' } }).expect(200),
      set(elsewhere, { changedKeys: { 'customers.new': 'y', 'list.next': null } }).expect(200),
    ]);
    await Promise.all([
      set(ana, { resetKeys: ['customers.due', 'undo.run'] }).expect(200),
      set(elsewhere, { changedKeys: { 'go.settings': 'g e' }, theme: 'dark' }).expect(200),
    ]);
    const keys = {
      'customers.status': 'g s',
      'customers.new': 'y',
      'list.next': null,
      'go.settings': 'g e',
    };
    expect((await ana.get('/api/settings')).body).toMatchObject({ keys, theme: 'dark' });
    expect(await stored()).toMatchObject([{ keys }]);
    expect((await set(ana, { keys: {} }).expect(200)).body.keys).toEqual({});
  });

  test('keys set one by one begin with none, and are not more than one may have', async () => {
    const first = { changedKeys: { 'list.next': 'n', 'undo.run': 'u' }, resetKeys: ['undo.run'] };
    expect((await set(ana, first).expect(200)).body.keys).toEqual({ 'list.next': 'n' });
    const many = (prefix: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, 'x']));
    await set(ana, { changedKeys: many('a', 99) }).expect(200);
    const before = await stored();
    const { body } = await set(ana, { changedKeys: many('b', 1), theme: 'dark' }).expect(400);
    expect(body.issues[0].pointer).toBe('/changedKeys');
    expect(await stored()).toEqual(before);
    await set(ana, { changedKeys: many('b', 1), resetKeys: ['a0'] }).expect(200);
  });

  test('are part of the session at once, in every process', async () => {
    const elsewhere = await there.signIn(cast.harbour.employee);
    expect((await elsewhere.get('/api/session')).body.settings.theme).toBe('system');
    await set(ana, { theme: 'light' }).expect(200);
    expect((await ana.get('/api/session')).body.settings.theme).toBe('light');
    const themeThere = async () => (await elsewhere.get('/api/session')).body.settings.theme;
    const heard = await awakeMs(() => expect.poll(themeThere, { interval: 20 }).toBe('light'));
    expect(heard).toBeLessThan(4_000);
  });

  test('cost one round trip', async () => {
    await ana.get('/api/settings');
    proxy.takeRoundTrips();
    await set(ana, { theme: 'dark', changedKeys: { 'list.next': 'n' } }).expect(200);
    expect(proxy.takeRoundTrips()).toBe(1);
    await ana.get('/api/settings').expect(200);
    // One more for the session, which was told to read the person anew.
    expect(proxy.takeRoundTrips()).toBe(2);
  });

  test.each([
    ['nothing', {}, ''],
    ['an unknown part', { colour: 'red' }, '/colour'],
    ['its own time', { updatedAt: '2026-01-01T00:00:00Z' }, '/updatedAt'],
    ['an offset for a zone', { timeZone: '+02:00' }, '/timeZone'],
    ['a zone that is none', { timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['a theme that is none', { theme: 'pink' }, '/theme'],
    ['no theme', { theme: null }, '/theme'],
    ['a language not spoken', { language: 'fr' }, '/language'],
    ['a density that is none', { density: 'wide' }, '/density'],
    ['keys as a list', { keys: ['a'] }, '/keys'],
    ['a key of three', { keys: { 'list.next': 'g g g' } }, '/keys/list.next'],
    ['a key that is empty', { keys: { 'list.next': '' } }, '/keys/list.next'],
    ['an action with blanks', { keys: { 'list next': 'a' } }, '/keys/list next'],
    [
      '101 keys',
      { keys: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`a${i}`, 'x'])) },
      '/keys',
    ],
    ['a change to a key of three', { changedKeys: { 'list.next': 'g g g' } }, '/changedKeys/list.next'],
    ['to reset what is no action', { resetKeys: ['list next'] }, '/resetKeys/0'],
    ['all keys and some of them', { keys: {}, changedKeys: { 'list.next': 'n' } }, ''],
    ['all keys and to reset one', { keys: {}, resetKeys: ['list.next'] }, ''],
    ['a yes for true', { singleKeys: 'yes' }, '/singleKeys'],
  ])('refuse %s and keep what there was', async (_name, patch, pointer) => {
    const { body } = await set(ana, patch).expect(400);
    expect(body.issues.map((issue: { pointer: string }) => issue.pointer)).toContain(pointer);
    expect(await stored()).toEqual([]);
  });
});

describe('the profile', () => {
  const nameOf = async (id: string) =>
    (await rowsOf<{ name: string }>(database.url, 'select name from employees where id = $1', [id]))[0]?.name;

  test('gives the person another name, which everybody sees', async () => {
    const { employee } = cast.harbour;
    const { body } = await ana.patch('/api/settings/profile').send({ name: '  Ana María Ruiz ' }).expect(200);
    expect(body).toEqual({
      id: employee.id,
      name: 'Ana María Ruiz',
      email: employee.email,
      role: 'employee',
      active: true,
    });
    expect(await nameOf(employee.id)).toBe('Ana María Ruiz');
    expect((await ana.get('/api/session')).body.employee).toEqual(body);
    const people = (await ben.get('/api/employees')).body.items;
    expect(people).toContainEqual(expect.objectContaining({ id: employee.id, name: 'Ana María Ruiz' }));
    expect(await nameOf(cast.northgate.employee.id)).toBe(cast.northgate.employee.name);
  });

  test.each([
    [{}],
    [{ name: '' }],
    [{ name: ' ' }],
    [{ name: 'a\nb' }],
    [{ name: 'x'.repeat(201) }],
    [{ name: null }],
  ])('refuses %j', async (patch) => {
    const before = await nameOf(cast.harbour.employee.id);
    const { body } = await ana.patch('/api/settings/profile').send(patch).expect(400);
    expect(body.issues[0].pointer).toBe('/name');
    expect(await nameOf(cast.harbour.employee.id)).toBe(before);
  });

  test.each([{ role: 'admin' }, { email: 'other@harbour.example' }, { id: 'x' }, { active: true }])(
    'changes nothing else: %j',
    async (more) => {
      await ana
        .patch('/api/settings/profile')
        .send({ name: 'Ana', ...more })
        .expect(400);
    },
  );
});

test('a visitor has none', async () => {
  const visitor = here.visitor();
  await visitor.get('/api/settings').expect(401);
  await set(visitor, { theme: 'dark' }).expect(401);
  await visitor.patch('/api/settings/profile').send({ name: 'Nobody' }).expect(401);
  expect(await stored()).toEqual([]);
});
