import { randomUUID } from 'node:crypto';
import expressSession, { type SessionData } from 'express-session';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { SessionStore } from '@caseload/server/session/sessionStore.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';

let database: TestDatabase;
let cast: Cast;
let kernel: Database;
let store: SessionStore;
let announced: string[];

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  kernel = openDatabase({ url: database.url, max: 4, connectTimeoutMs: 5_000 });
});
beforeEach(() => {
  announced = [];
  store = new SessionStore({
    database: kernel,
    idleMs: 10 * 60_000,
    absoluteMs: 3_600_000,
    announceEnd: (sid) => announced.push(sid),
  });
});
afterAll(async () => {
  await kernel?.close();
  await database?.drop();
});

const session = (signedInAt = Date.now()): SessionData => ({
  cookie: Object.assign(new expressSession.Cookie(), { maxAge: 3_600_000 }),
  organisationId: cast.harbour.organisationId,
  employeeId: cast.harbour.employee.id,
  epoch: 0,
  signedInAt,
});
const settled = <T = void>(start: (done: (error: unknown, value?: T | null) => void) => void) =>
  new Promise<T | null | undefined>((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  });
const set = (id: string, data: SessionData) => settled((done) => store.set(id, data, done));
const get = (id: string) => settled<SessionData>((done) => store.get(id, done));
const touch = (id: string, data: SessionData) => settled((done) => store.touch(id, data, done));
const destroy = (id: string) => settled((done) => store.destroy(id, done));
const count = async () => (await rowsOf(database.url, 'select from sessions')).length;

test('only an admitted id is ever inserted', async () => {
  const id = randomUUID();
  await set(id, session());
  expect(await count()).toBe(0);
  store.admit(id);
  await set(id, session());
  expect(await count()).toBe(1);
  expect(await get(id)).toMatchObject({ employeeId: cast.harbour.employee.id });
  await destroy(id);
});

test('a session that was ended is written by nobody, however late', async () => {
  const id = randomUUID();
  store.admit(id);
  await set(id, session());
  const held = await get(id);
  await destroy(id);
  expect(announced).toHaveLength(1);
  await set(id, { ...session(), ...held, epoch: 7 });
  await touch(id, session(Date.now() - 120_000));
  expect(await get(id)).toBeNull();
  expect(await count()).toBe(0);
});

test('a reader gets an object of its own', async () => {
  const id = randomUUID();
  store.admit(id);
  await set(id, session());
  const first = await get(id);
  if (first) first.epoch = 99;
  expect((await get(id))?.epoch).toBe(0);
  await destroy(id);
});

test('a read that was under way when the end was announced is not remembered', async () => {
  const id = randomUUID();
  store.admit(id);
  await set(id, session());
  const reading = get(id);
  await rowsOf(database.url, 'delete from sessions');
  store.forget();
  await reading;
  expect(await get(id)).toBeNull();
});

test('the end moves at most once a minute', async () => {
  const id = randomUUID();
  const old = session(Date.now() - 61_000);
  store.admit(id);
  await set(id, old);
  const ends = async () =>
    (await rowsOf<{ end: string }>(database.url, 'select xmin::text as end from sessions'))[0]?.end;
  const written = await ends();
  await touch(id, old);
  const moved = await ends();
  expect(moved).not.toBe(written);
  for (let i = 0; i < 5; i += 1) await touch(id, old);
  expect(await ends()).toBe(moved);
  await destroy(id);
});

test('pruning takes what is over and leaves the rest', async () => {
  const [over, alive] = [randomUUID(), randomUUID()];
  for (const id of [over, alive]) {
    store.admit(id);
    await set(id, session());
  }
  await rowsOf(
    database.url,
    "update sessions set expire = now() - interval '1 minute' where ctid = (select min(ctid) from sessions)",
  );
  await store.prune();
  expect(await count()).toBe(1);
  await destroy(alive);
  await destroy(over);
});
