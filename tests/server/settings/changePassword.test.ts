import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makePasswords } from '@caseload/server/session/passwords.ts';
import { awakeMs } from '../../support/awake.ts';
import { type Cast, createCast, PASSWORD } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy } from '../../support/wireProxy.ts';
import { bytesOf, exchange, type RawAnswer } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';

const NEW_PASSWORD = 'nine of them sang along';
const ANOTHER = 'the rain came too early';

let database: TestDatabase;
let cast: Cast;
let here: TestServer;
let there: TestServer;
let usualHash: string;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  usualHash = await makePasswords().hash(PASSWORD);
  [here, there] = await Promise.all([startTestServer(database.url), startTestServer(database.url)]);
});
afterAll(async () => {
  await Promise.all([here?.stop(), there?.stop()]);
  await database?.drop();
});
beforeEach(async () => {
  await rowsOf(database.url, 'delete from sessions');
  await rowsOf(database.url, 'update employees set password_hash = $1', [usualHash]);
});

const change = (cookie: string, body: object, server: { address: string } = here) =>
  exchange(
    server.address,
    bytesOf({
      method: 'POST',
      path: '/api/settings/password',
      headers: [
        ['Content-Type', 'application/json'],
        ['Cookie', cookie],
      ],
      body: JSON.stringify(body),
    }),
    15_000,
  );
const toNew = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
const cookieOf = (answer: RawAnswer) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const statusOf = async (server: TestServer, cookie: string) =>
  (
    await exchange(
      server.address,
      bytesOf({ method: 'GET', path: '/api/session', headers: [['Cookie', cookie]] }),
    )
  ).status;
const sidOf = (cookie: string) => {
  const id = /=s:(?<id>[^.]+)\./u.exec(decodeURIComponent(cookie))?.groups?.['id'] ?? '';
  return createHash('sha256').update(id).digest('base64url');
};
const storedSids = async () =>
  (await rowsOf<{ sid: string }>(database.url, 'select sid from sessions order by sid')).map(
    ({ sid }) => sid,
  );
const person = async () =>
  (
    await rowsOf<{ password_hash: string; session_epoch: number }>(
      database.url,
      'select password_hash, session_epoch from employees where id = $1',
      [cast.harbour.employee.id],
    )
  )[0];
/** What the organisation's history tells of passwords that people changed themselves. */
const recorded = () =>
  rowsOf<{ changes: unknown[]; operation_hash: string }>(
    database.url,
    `select actor_id, subject_kind, subject_id, subject_name, changes, via, operation_hash
     from organisation_actions where type = 'password_change' order by position`,
  );
const signsInWith = async (password: string) =>
  (await here.visitor().post('/api/session').send({ email: cast.harbour.employee.email, password }))
    .status === 200;

describe('a change', () => {
  test('goes on under a new id and ends every other session of the person, everywhere', async () => {
    const { employee, colleague } = cast.harbour;
    const [mine, other] = await Promise.all([
      signInCookie(here.address, employee),
      signInCookie(there.address, employee),
    ]);
    const bystander = await signInCookie(there.address, colleague);
    // Both processes remember both sessions, and the person.
    for (const server of [here, there]) {
      for (const cookie of [mine, other, bystander]) expect(await statusOf(server, cookie)).toBe(200);
    }
    const before = await person();
    const answer = await change(mine, toNew);
    expect(answer.status, answer.text).toBe(204);
    const renewed = cookieOf(answer);
    expect(renewed).toMatch(/^caseload\.sid=/u);
    expect(sidOf(renewed)).not.toBe(sidOf(mine));
    expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax$/u);

    for (const cookie of [mine, other]) {
      expect(await statusOf(here, cookie)).toBe(401);
      const heard = await awakeMs(() =>
        expect.poll(() => statusOf(there, cookie), { interval: 20 }).toBe(401),
      );
      expect(heard).toBeLessThan(4_000);
    }
    for (const server of [here, there]) {
      expect(await statusOf(server, renewed)).toBe(200);
      expect(await statusOf(server, bystander)).toBe(200);
    }
    expect(await storedSids()).toEqual([renewed, bystander].map(sidOf).toSorted());
    const after = await person();
    expect(after?.session_epoch).toBe((before?.session_epoch ?? 0) + 1);
    expect(after?.password_hash).toMatch(/^\$argon2id\$/u);
    expect(after?.password_hash).not.toBe(before?.password_hash);
    expect([await signsInWith(PASSWORD), await signsInWith(NEW_PASSWORD)]).toEqual([false, true]);
  });

  test('lets the session live no longer than it would have', async () => {
    const mine = await signInCookie(here.address, cast.harbour.employee);
    await rowsOf(
      database.url,
      `update sessions set sess = jsonb_set(sess, '{signedInAt}', to_jsonb(extract(epoch from now())::bigint * 1000 - 3600000))`,
    );
    const renewed = cookieOf(await change(mine, toNew, there));
    const [row] = await rowsOf<{ age: number; idle: number }>(
      database.url,
      `select extract(epoch from now())::float - (sess ->> 'signedInAt')::bigint / 1000.0 as age,
         extract(epoch from now())::float - (sess ->> 'seenAt')::bigint / 1000.0 as idle
       from sessions where sid = $1`,
      [sidOf(renewed)],
    );
    expect(Number(row?.age)).toBeGreaterThan(3_590);
    expect(Number(row?.idle)).toBeLessThan(30);
  });

  test('stands in the organisation’s history, without any value', async () => {
    const { employee, admin } = cast.harbour;
    const earlier = (await recorded()).length;
    const mine = await signInCookie(here.address, employee);
    const first = await change(mine, toNew);
    const entries = (await recorded()).slice(earlier);
    expect(entries).toEqual([
      {
        actor_id: employee.id,
        subject_kind: 'person',
        subject_id: employee.id,
        subject_name: employee.name,
        changes: [],
        via: 'api',
        operation_hash: expect.any(String),
      },
    ]);
    // Nothing to try passwords on: another one leaves the same.
    const another = { currentPassword: NEW_PASSWORD, newPassword: ANOTHER };
    expect((await change(cookieOf(first), another)).status).toBe(204);
    expect((await recorded()).at(-1)).toEqual(entries[0]);
    const ada = await here.signIn(admin);
    const { items } = (await ada.get('/api/organisation-actions?type=password_change').expect(200)).body;
    expect(items[0]).toMatchObject({ actor: { id: employee.id }, subject: { id: employee.id }, changes: [] });
  });

  test('again, from the session it left', async () => {
    const first = cookieOf(await change(await signInCookie(here.address, cast.harbour.employee), toNew));
    const second = await change(first, { currentPassword: NEW_PASSWORD, newPassword: ANOTHER });
    expect(second.status).toBe(204);
    expect(await statusOf(here, cookieOf(second))).toBe(200);
    expect(await signsInWith(ANOTHER)).toBe(true);
  });

  test('of two at once, one wins and the other has a wrong password', async () => {
    const [one, two] = await Promise.all([
      signInCookie(here.address, cast.harbour.employee),
      signInCookie(there.address, cast.harbour.employee),
    ]);
    const entries = await recorded();
    const answers = await Promise.all([
      change(one, toNew, here),
      change(two, { ...toNew, newPassword: ANOTHER }, there),
    ]);
    const winner = answers.find(({ status }) => status === 204);
    const loser = answers.find(({ status }) => status !== 204);
    // Whose session was ended before it even asked is not signed in any more.
    expect([400, 401]).toContain(loser?.status);
    expect(cookieOf(loser ?? answers[0])).toBe('');
    expect(await recorded()).toHaveLength(entries.length + 1);
    expect(await storedSids()).toEqual([sidOf(cookieOf(winner ?? answers[0]))]);
    expect(await statusOf(here, cookieOf(winner ?? answers[0]))).toBe(200);
  });

  test('an accent is an accent, however the keyboard composes it', async () => {
    const password = 'é comme un été à Orléans';
    const mine = await signInCookie(here.address, cast.harbour.employee);
    await change(mine, { ...toNew, newPassword: password.normalize('NFD') });
    expect(await signsInWith(password.normalize('NFC'))).toBe(true);
  });
});

describe('refused', () => {
  const issuesOf = ({ body }: RawAnswer) =>
    JSON.parse(body).issues.map((issue: { pointer: string }) => issue.pointer);

  test.each([
    ['a wrong current password', { ...toNew, currentPassword: 'not the password' }, ['/currentPassword']],
    ['a short new one', { ...toNew, newPassword: 'fourteen chars' }, ['/newPassword']],
    [
      'one of 257 characters',
      { ...toNew, newPassword: 'ab cd ef '.repeat(29).slice(0, 257) },
      ['/newPassword'],
    ],
    ['the current one again', { ...toNew, newPassword: PASSWORD }, ['/newPassword']],
    ['the own address', { ...toNew, newPassword: 'ana@harbour.example' }, ['/newPassword']],
    ['the own name and office', { ...toNew, newPassword: 'Ana of Harbour 2026' }, ['/newPassword']],
    ['a common one', { ...toNew, newPassword: 'passwordpassword' }, ['/newPassword']],
    [
      'a wrong one and a common one',
      { currentPassword: 'x', newPassword: 'passwordpassword' },
      ['/currentPassword', '/newPassword'],
    ],
    ['no current one', { newPassword: NEW_PASSWORD }, ['/currentPassword']],
    ['no new one', { currentPassword: PASSWORD }, ['/newPassword']],
  ])('%s; everything stays as it was', async (_name, body, pointers) => {
    const mine = await signInCookie(here.address, cast.harbour.employee);
    const other = await signInCookie(here.address, cast.harbour.employee);
    const before = await person();
    const entries = await recorded();
    const answer = await change(mine, body);
    expect(answer.status, answer.text).toBe(400);
    expect(issuesOf(answer)).toEqual(pointers);
    expect(await recorded()).toEqual(entries);
    expect(answer.headers.has('set-cookie')).toBe(false);
    expect(answer.text).not.toContain(NEW_PASSWORD);
    expect(await person()).toEqual(before);
    for (const cookie of [mine, other]) expect(await statusOf(here, cookie)).toBe(200);
  });

  test('a person without a password has none to change', async () => {
    const mine = await signInCookie(here.address, cast.harbour.employee);
    await rowsOf(database.url, 'update employees set password_hash = null where id = $1', [
      cast.harbour.employee.id,
    ]);
    const answer = await change(mine, toNew);
    expect(issuesOf(answer)).toEqual(['/currentPassword']);
  });

  test('a visitor', async () => {
    expect((await change('a=b', toNew)).status).toBe(401);
  });

  test('after so many failed attempts, also with the right one, and for this person only', async () => {
    const tight = await startTestServer(database.url, { RATE_LIMIT_SIGN_IN_MAX: '3' });
    try {
      // Nobody tried this person's password at another server, whose attempts would count here too.
      const mine = await signInCookie(tight.address, cast.harbour.supervisor);
      const wrong = { ...toNew, currentPassword: 'not the password' };
      for (let i = 0; i < 3; i += 1) expect((await change(mine, wrong, tight)).status).toBe(400);
      const answer = await change(mine, toNew, tight);
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await statusOf(tight, mine)).toBe(200);
      const colleague = await signInCookie(tight.address, cast.harbour.colleague);
      expect((await change(colleague, toNew, tight)).status).toBe(204);
    } finally {
      await tight.stop();
    }
  });
});

describe('a failure on the way', () => {
  test('to keeping the new session leaves everything as it was', async () => {
    const mine = await signInCookie(here.address, cast.harbour.employee);
    const before = await person();
    await rowsOf(
      database.url,
      `create function refuse() returns trigger language plpgsql as
         $$ begin raise exception 'no' using errcode = '53300'; end $$;
       create trigger refuse before insert on sessions for each row execute function refuse()`,
    );
    try {
      const answer = await change(mine, toNew);
      expect(answer.status).toBe(503);
      expect(answer.headers.has('set-cookie')).toBe(false);
    } finally {
      await rowsOf(database.url, 'drop function refuse cascade');
    }
    expect(await person()).toEqual(before);
    expect(await statusOf(here, mine)).toBe(200);
    expect(await storedSids()).toEqual([sidOf(mine)]);
  });

  test('to saving the password likewise, and no session is left over', async () => {
    const mine = await signInCookie(here.address, cast.harbour.employee);
    const before = await person();
    await rowsOf(
      database.url,
      `create function refuse() returns trigger language plpgsql as
         $$ begin raise exception 'no' using errcode = '53300'; end $$;
       create trigger refuse before update on employees for each row execute function refuse()`,
    );
    try {
      const answer = await change(mine, toNew);
      expect(answer.status).toBe(503);
      expect(answer.headers.has('set-cookie')).toBe(false);
    } finally {
      await rowsOf(database.url, 'drop function refuse cascade');
    }
    expect(await person()).toEqual(before);
    expect(await statusOf(here, mine)).toBe(200);
    expect(await storedSids()).toEqual([sidOf(mine)]);
  });

  test('an answer to COMMIT that never came is found out about', async () => {
    const proxy = await startWireProxy(database.url);
    const shaky = await startTestServer(proxy.url);
    const holder = new Client({ connectionString: database.url });
    const waiting = () =>
      rowsOf(
        database.url,
        "select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'",
      );
    try {
      const mine = await signInCookie(shaky.address, cast.harbour.employee);
      const entries = await recorded();
      // The first COMMIT is that of the new session, the second that of the password.
      await rowsOf(
        database.url,
        `create function slow() returns trigger language plpgsql as
           $$ begin perform pg_advisory_xact_lock(1); return new; end $$;
         create trigger slow before update on employees for each row execute function slow()`,
      );
      await holder.connect();
      await holder.query('select pg_advisory_lock(1)');
      const changing = change(mine, toNew, shaky);
      await expect.poll(waiting).toHaveLength(1);
      expect(await storedSids()).toHaveLength(2);
      proxy.cutNextCommitAnswer();
      await holder.end();
      const answer = await changing;
      expect(answer.status, answer.text).toBe(204);
      expect(await statusOf(shaky, cookieOf(answer))).toBe(200);
      expect(await signsInWith(NEW_PASSWORD)).toBe(true);
      expect(await recorded()).toHaveLength(entries.length + 1);
    } finally {
      await holder.end();
      await rowsOf(database.url, 'drop function slow cascade');
      await shaky.stop();
      await proxy.close();
    }
  });
});
