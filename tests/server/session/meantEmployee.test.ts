import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let cast: Cast;
let server: TestServer;
let customer: string;
let employee: Agent;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  [customer = ''] = await createCustomers(database.url, cast.harbour, [
    { name: 'Whose', assignedTo: cast.harbour.employee.id },
  ]);
  employee = await server.signIn(cast.harbour.employee);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const comment = (agent: Agent, meant: string) =>
  agent
    .post(`/api/customers/${customer}/comments`)
    .set('Caseload-Employee', meant)
    .send({ body: 'Meant for one' });
const commentsSaved = () => rowsOf(database.url, "select id from customer_actions where type = 'comment'");
const SOMEBODY_ELSE = { type: 'unauthenticated', status: 401, isSomebodyElse: true };

test('a call of whoever is signed in is served', async () => {
  const answer = await employee.get('/api/session').set('Caseload-Employee', cast.harbour.employee.id);
  expect(answer.status).toBe(200);
  expect((await comment(employee, cast.harbour.employee.id)).status).toBe(201);
});

test('a call meant to be of somebody else is refused, and nothing is saved or told', async () => {
  const before = await commentsSaved();
  for (const meant of [cast.harbour.supervisor.id, cast.northgate.employee.id, 'nobody', '']) {
    const refused = await comment(employee, meant);
    expect(refused.status).toBe(401);
    expect(refused.body).toMatchObject(SOMEBODY_ELSE);
    const read = await employee.get('/api/customers').set('Caseload-Employee', meant);
    expect(read.body).toMatchObject(SOMEBODY_ELSE);
    expect(read.text).not.toContain('Whose');
  }
  expect(await commentsSaved()).toEqual(before);
});

test('nor is a file taken', async () => {
  const answer = await employee
    .post(`/api/customers/${customer}/attachments?name=a.txt`)
    .set('Caseload-Employee', cast.harbour.supervisor.id)
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from('text'));
  expect(answer.body).toMatchObject(SOMEBODY_ELSE);
  expect(await rowsOf(database.url, 'select id from attachments')).toEqual([]);
});

test('without a session it is the session that is missing', async () => {
  const answer = await comment(server.visitor(), cast.harbour.employee.id);
  expect(answer.status).toBe(401);
  expect(answer.body).not.toHaveProperty('isSomebodyElse');
});
