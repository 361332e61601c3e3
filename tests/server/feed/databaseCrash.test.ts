import { setTimeout as pause } from 'node:timers/promises';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers, PASSWORD } from '../../support/cast.ts';
import { crash, startMortalDatabase } from '../../support/crash.ts';
import { listen, type Listening } from '../../support/listen.ts';
import { rowsOf } from '../../support/rows.ts';
import type { TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let database: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let cookie: string;

beforeAll(async () => {
  database = await startMortalDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  ana = server.visitor();
  const { email } = cast.harbour.employee;
  const { headers } = await ana.post('/api/session').send({ email, password: PASSWORD }).expect(200);
  cookie = String(headers['set-cookie']).split(';')[0] ?? '';
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

test('after a crash PostgreSQL gives numbers of transactions out again, and what they did is told', async () => {
  const { url } = database;
  const [id = ''] = await createCustomers(url, cast.harbour, [{ name: 'Weber' }]);
  const comment = (body: string) => ana.post(`/api/customers/${id}/comments`).send({ body });
  let wasGivenOutAgain = false;
  for (let round = 1; !wasGivenOutAgain && round <= 5; round += 1) {
    const statement = 'select max(position)::text as position from customer_actions';
    const [latest] = await rowsOf<{ position: string }>(url, statement);
    let listening: Listening | undefined;
    wasGivenOutAgain = await crash(url, id, async () => {
      listening = await listen(server.address, cookie, { lastEventId: latest?.position });
      // Until it has been told that there is nothing yet.
      await pause(50);
    });
    const text = `Round ${round}`;
    expect(await becomesTrue(async () => (await comment(text)).status === 201, 20_000)).toBe(true);
    // As a browser does, it comes again behind what it heard when the answer ends.
    void listening?.ended.then(
      async () => {
        listening = await listen(server.address, cookie, { lastEventId: listening?.lastEventId() });
      },
      () => undefined,
    );
    const isTold = () => listening?.events.some(({ action }) => action.comment === text) === true;
    expect(await becomesTrue(isTold, 15_000)).toBe(true);
    listening?.close();
  }
  expect(wasGivenOutAgain).toBe(true);
});
