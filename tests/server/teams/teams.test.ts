import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Team } from '@caseload/shared/teams/team.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let server: TestServer;
let cast: Cast;
let ada: Agent;
let ana: Agent;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  ada = await server.signIn(cast.harbour.admin);
  ana = await server.signIn(cast.harbour.employee);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const create = async (name: string, members: object[] = []): Promise<Team> =>
  (await ada.post('/api/teams').send({ name, members }).expect(201)).body;
const list = async (agent: Agent): Promise<Team[]> => (await agent.get('/api/teams').expect(200)).body.items;
const named = async (name: string) => (await list(ana)).find((team) => team.name === name);

test('a team is founded, renamed, filled and dissolved by an administrator, and seen by all', async () => {
  const { employee, colleague, supervisor } = cast.harbour;
  const team = await create('South', [{ id: supervisor.id, isSupervisor: true }, { id: employee.id }]);
  expect(team.members).toEqual([
    { id: employee.id, name: employee.name, isSupervisor: false },
    { id: supervisor.id, name: supervisor.name, isSupervisor: true },
  ]);
  expect(await named('South')).toEqual(team);
  const { body: renamed } = await ada
    .patch(`/api/teams/${team.id}`)
    .send({ updatedAt: team.updatedAt, name: 'Far south' })
    .expect(200);
  expect(renamed).toEqual({ ...team, name: 'Far south', updatedAt: renamed.updatedAt });
  const { body: filled } = await ada
    .patch(`/api/teams/${team.id}`)
    .send({ updatedAt: renamed.updatedAt, members: [{ id: colleague.id }] })
    .expect(200);
  expect(filled.members).toEqual([{ id: colleague.id, name: colleague.name, isSupervisor: false }]);
  expect(filled.updatedAt > renamed.updatedAt).toBe(true);
  expect(await named('Far south')).toEqual(filled);
  await ada.delete(`/api/teams/${team.id}`).expect(204);
  expect(await named('Far south')).toBeUndefined();
  await ada.delete(`/api/teams/${team.id}`).expect(404);
});

test('two who change one team do not overwrite each other', async () => {
  const team = await create('West');
  const send = (name: string) => ada.patch(`/api/teams/${team.id}`).send({ updatedAt: team.updatedAt, name });
  const answers = await Promise.all([send('West one'), send('West two')]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.type).toBe('outdated');
});

test('nothing is changed by who may not or by what is wrong', async () => {
  const team = await create('East');
  const before = await list(ana);
  for (const agent of [ana, await server.signIn(cast.harbour.supervisor)]) {
    await agent.post('/api/teams').send({ name: 'Mine' }).expect(403);
    await agent.patch(`/api/teams/${team.id}`).send({ updatedAt: team.updatedAt, name: 'Mine' }).expect(403);
    await agent.delete(`/api/teams/${team.id}`).expect(403);
  }
  const visitor = server.visitor();
  await visitor.get('/api/teams').expect(401);
  await visitor.post('/api/teams').send({ name: 'Mine' }).expect(401);
  const pointerOf = async (body: object) =>
    (await ada.post('/api/teams').send(body).expect(400)).body.issues[0].pointer;
  expect(await pointerOf({ name: 'East' })).toBe('/name');
  expect(await pointerOf({ name: '' })).toBe('/name');
  expect(await pointerOf({ name: 'A', members: [{ id: cast.northgate.employee.id }] })).toBe('/members/0/id');
  const twice = { id: cast.harbour.employee.id };
  expect(await pointerOf({ name: 'A', members: [twice, twice] })).toBe('/members');
  const outsider = await server.signIn(cast.northgate.admin);
  await outsider
    .patch(`/api/teams/${team.id}`)
    .send({ updatedAt: team.updatedAt, name: 'Taken' })
    .expect(404);
  await outsider.delete(`/api/teams/${team.id}`).expect(404);
  await ada.delete(`/api/teams/${randomUUIDv7()}`).expect(404);
  expect(await list(outsider)).toEqual([]);
  expect(await list(ana)).toEqual(before);
});
