import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { crash, startMortalDatabase } from '../../support/crash.ts';
import type { TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;

beforeAll(async () => {
  database = await startMortalDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  ana = await server.signIn(cast.harbour.employee);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const OWN = '/api/customers?assignedTo=me&sort=name';

/** Whether a customer was renamed; not while the database is away. */
async function rename(id: string, name: string): Promise<boolean> {
  const path = `/api/customers/${id}`;
  const { body: customer, status } = await ana.get(path);
  if (status !== 200) return false;
  return (await ana.patch(path).send({ updatedAt: customer.updatedAt, name })).status === 200;
}

test('after a crash PostgreSQL gives numbers of transactions out again, and what they change is on the page', async () => {
  const { url } = database;
  const assignedTo = cast.harbour.employee.id;
  const [id = ''] = await createCustomers(url, cast.harbour, [{ name: 'Before', assignedTo }]);
  const look = () =>
    ana
      .get(OWN)
      .expect(200)
      .then(() => undefined);
  let wasGivenOutAgain = false;
  for (let round = 1; !wasGivenOutAgain && round <= 5; round += 1) {
    // Sent, remembered with what is changed from then on, and sent again.
    for (let times = 0; times < 3; times += 1) await look();
    wasGivenOutAgain = await crash(url, id, look);
    const name = `Round ${round}`;
    expect(await becomesTrue(() => rename(id, name), 20_000)).toBe(true);
    const { body } = await ana.get(OWN).expect(200);
    expect(body.items).toEqual([expect.objectContaining({ id, name })]);
  }
  expect(wasGivenOutAgain).toBe(true);
});
