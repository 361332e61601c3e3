import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@caseload/shared/people/person.ts';
import { PASSWORD } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { NEW_PASSWORD, type Office, openOffice, tokenOf } from '../people/office.ts';

let office: Office;
let elsewhere: TestServer;
let person: Person;
let token: string;

beforeAll(async () => {
  office = await openOffice();
  elsewhere = await startTestServer(office.database.url);
});
afterAll(async () => {
  await elsewhere?.stop();
  await office?.close();
});
beforeEach(async () => {
  const email = `nora-${randomUUID()}@harbour.example`;
  const invited = await office.invite({ name: 'Nora New', email });
  person = invited.person;
  token = tokenOf(invited.link);
});

const look = (asked: string) =>
  office.server.visitor().post('/api/password-links/lookup').send({ token: asked });
const set = (password: string, asked = token, server = office.server) =>
  server.visitor().post('/api/password-links/password').send({ token: asked, password });
const newLink = async (id = person.id) =>
  tokenOf((await office.ada.post(`/api/people/${id}/links`).expect(201)).body.link);
const storedLinks = () =>
  rowsOf<{ token_hash: string; used: boolean; revoked: boolean }>(
    office.database.url,
    `select token_hash, used_at is not null as used, revoked_at is not null as revoked
     from password_links where employee_id = $1 order by created_at`,
    [person.id],
  );

test('a good link tells whose it is, and is kept as a digest only', async () => {
  const { body } = await look(token).expect(200);
  expect(body).toEqual({
    purpose: 'invite',
    name: 'Nora New',
    email: person.email,
    organisation: 'harbour',
    expiresAt: person.link?.expiresAt,
  });
  const [row] = await storedLinks();
  expect(row?.token_hash).toBe(createHash('sha256').update(token).digest('base64url'));
  expect(office.server.logs.join('')).not.toContain(token);
});

test('the password is set once, and with it every other link and session of the person ends', async () => {
  await set(NEW_PASSWORD).expect(200, { email: person.email });
  const email = person.email ?? '';
  const [here, there] = [
    await office.server.signIn({ email }, NEW_PASSWORD),
    await elsewhere.signIn({ email }, NEW_PASSWORD),
  ];
  await there.get('/api/session').expect(200);
  await look(token).expect(404);
  await set(NEW_PASSWORD).expect(404);
  const first = await newLink();
  const second = await newLink();
  await set('another twelve green birds', first).expect(404);
  await set('another twelve green birds', second).expect(200);
  await here.get('/api/session').expect(401);
  await expect.poll(async () => (await there.get('/api/session')).status).toBe(401);
  await office.server.visitor().post('/api/session').send({ email, password: NEW_PASSWORD }).expect(401);
  await office.server.signIn({ email }, 'another twelve green birds');
  expect((await storedLinks()).map(({ used, revoked }) => [used, revoked])).toEqual([
    [true, false],
    [false, true],
    [true, false],
  ]);
  const sessions = await rowsOf(office.database.url, 'select from sessions where employee_id = $1', [
    person.id,
  ]);
  expect(sessions).toHaveLength(1);
});

test('of two at the same moment, in two processes, one is first and the other finds nothing', async () => {
  const passwords = ['the first ten yellow cars', 'the other ten yellow cars'];
  const answers = await Promise.all([
    set(passwords[0] ?? '', token),
    set(passwords[1] ?? '', token, elsewhere),
  ]);
  const statuses = answers.map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 404]);
  const winner = passwords[statuses.indexOf(200)] ?? '';
  await office.server.signIn({ email: person.email ?? '' }, winner);
  const actions = await rowsOf(
    office.database.url,
    "select actor_id, subject_id, subject_name from organisation_actions where type = 'password_set' and subject_id = $1",
    [person.id],
  );
  expect(actions).toEqual([{ actor_id: person.id, subject_id: person.id, subject_name: 'Nora New' }]);
});

test('the rules of a password are those of everywhere, and a refused one leaves the link good', async () => {
  const faultOf = async (password: string) => (await set(password).expect(400)).body.issues[0];
  expect(await faultOf('too short')).toMatchObject({ in: 'body', pointer: '/password' });
  expect(await faultOf('password password')).toMatchObject({ pointer: '/password' });
  expect(await faultOf('Nora New Nora New')).toMatchObject({ pointer: '/password' });
  expect(await faultOf(`${person.email}`)).toMatchObject({ pointer: '/password' });
  await look(token).expect(200);
  await set(NEW_PASSWORD).expect(200);
});

test('every link that is not good gets the same answer, whoever it once was for', async () => {
  const expired = token;
  await rowsOf(
    office.database.url,
    "update password_links set expires_at = now() - interval '1 second' where employee_id = $1",
    [person.id],
  );
  const { person: second } = await office.invite({
    name: 'Gone',
    email: `gone-${randomUUID()}@harbour.example`,
  });
  const ofInactive = await newLink(second.id);
  await office.deactivate(second.id, { assignedTo: null });
  await office.ada.post(`/api/people/${second.id}/reactivation`).expect(200);
  const digest = createHash('sha256').update(token).digest('base64url');
  const answers: object[] = [];
  for (const bad of [
    expired,
    ofInactive,
    digest,
    'x',
    `${token}=`,
    token.toUpperCase(),
    '%',
    "' or true --",
  ]) {
    for (const { status, body } of [await look(bad), await set(NEW_PASSWORD, bad)]) {
      expect(status).toBe(404);
      answers.push({ ...body, instance: '' });
    }
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('who changed the password or the address has no other link that is good', async () => {
  await set(NEW_PASSWORD).expect(200);
  const reset = await newLink();
  const nora = await office.server.signIn({ email: person.email ?? '' }, NEW_PASSWORD);
  await nora
    .post('/api/settings/password')
    .send({ currentPassword: NEW_PASSWORD, newPassword: 'nine quiet orange lamps' })
    .expect(204);
  await look(reset).expect(404);
});

test('guessing is limited by address, and does not count as failed sign-ins', async () => {
  const variables = { RATE_LIMIT_SIGN_IN_MAX: '3', TRUST_PROXY_HOPS: '1' };
  const strict = await startTestServer(office.database.url, variables);
  try {
    // An address of its own: the other servers here publish what was guessed from the loopback before.
    const post = (path: string, body: object) =>
      strict.visitor().post(path).set('X-Forwarded-For', '203.0.113.7').send(body);
    const guess = () => post('/api/password-links/lookup', { token: 'wrong' });
    await post('/api/password-links/lookup', { token }).expect(200);
    for (let i = 0; i < 3; i += 1) await guess().expect(404);
    expect((await guess().expect(429)).body.type).toBe('rate-limited');
    await post('/api/password-links/password', { token, password: NEW_PASSWORD }).expect(429);
    const { email } = office.cast.harbour.employee;
    await post('/api/session', { email, password: PASSWORD }).expect(200);
  } finally {
    await strict.stop();
  }
});

test('what is no request for a link is refused before anything is looked up', async () => {
  const visitor = office.server.visitor();
  const pointerOf = async (path: string, body: object) =>
    (await visitor.post(path).send(body).expect(400)).body.issues[0].pointer;
  expect(await pointerOf('/api/password-links/lookup', {})).toBe('/token');
  expect(await pointerOf('/api/password-links/lookup', { token: '' })).toBe('/token');
  expect(await pointerOf('/api/password-links/lookup', { token: 'x'.repeat(201) })).toBe('/token');
  expect(await pointerOf('/api/password-links/lookup', { token: ['x'] })).toBe('/token');
  expect(await pointerOf('/api/password-links/password', { token })).toBe('/password');
  expect(await pointerOf('/api/password-links/password', { token, password: 'x'.repeat(257) })).toBe(
    '/password',
  );
  expect(
    await pointerOf('/api/password-links/password', { token, password: NEW_PASSWORD, role: 'admin' }),
  ).toBe('/role');
  await look(token).expect(200);
});
