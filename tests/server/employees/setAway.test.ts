import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, type Person } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let server: TestServer;
let cast: Cast;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const stored = () =>
  rowsOf<{ id: string; until: string }>(
    database.url,
    'select id, away_until::text as until from employees where away_until is not null order by 2',
  );

test('everybody says it for themselves, supervisors and administrators for all', async () => {
  const { employee, colleague, supervisor, admin } = cast.harbour;
  const say = async (who: Person, about: { id: string }, until: string | null, status: number) => {
    const agent = await server.signIn(who);
    await agent.put(`/api/employees/${about.id}/away`).send({ until }).expect(status);
  };
  await say(employee, employee, '2026-12-24', 200);
  await say(employee, colleague, '2026-12-25', 403);
  await say(supervisor, colleague, '2026-12-26', 200);
  await say(admin, supervisor, '2026-12-27', 200);
  await say(cast.northgate.admin, employee, '2026-12-28', 404);
  await say(admin, { id: randomUUIDv7() }, null, 404);
  await server.visitor().put(`/api/employees/${employee.id}/away`).send({ until: null }).expect(401);
  expect(await stored()).toEqual([
    { id: employee.id, until: '2026-12-24' },
    { id: colleague.id, until: '2026-12-26' },
    { id: supervisor.id, until: '2026-12-27' },
  ]);
  await say(employee, employee, null, 200);
  expect(await stored()).toHaveLength(2);
});
