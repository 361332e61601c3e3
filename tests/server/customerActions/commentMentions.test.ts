import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mentionText } from '@caseload/shared/mentions/mentionText.ts';
import { rowsOf } from '../../support/rows.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { type Cast, createCast, createCustomers, type Person } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { PNG } from '../attachments/samples.ts';

let clone: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;
let ana: Agent;
let id: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  proxy = await startWireProxy(clone.url);
  server = await startTestServer(proxy.url);
  ana = await server.signIn(cast.harbour.employee);
  [id = ''] = await createCustomers(clone.url, cast.harbour, [{}]);
});
afterAll(async () => {
  await server.stop();
  await proxy.close();
  await clone.drop();
});

const post = (body: string, key: string = randomUUID(), attachmentIds: string[] = []) =>
  ana.post(`/api/customers/${id}/comments`).set('Idempotency-Key', key).send({ body, attachmentIds });
const mentionsOf = (actionId: string) =>
  rowsOf(clone.url, 'select * from mentions where action_id = $1 order by employee_id', [actionId]);
const at = (person: Pick<Person, 'id' | 'name'>) => mentionText(person);

test('tells everybody it names, once, and not its author', async () => {
  const { employee, colleague, supervisor } = cast.harbour;
  const text = `${at(colleague)} and ${at(supervisor)}: ${at(colleague)} knows, says ${at(employee)}`;
  const { body } = await post(text).expect(201);
  const rows = await mentionsOf(body.id);
  expect(rows.map((row) => row['employee_id'])).toEqual([colleague.id, supervisor.id].toSorted());
  expect(rows[0]).toMatchObject({
    organisation_id: cast.harbour.organisationId,
    customer_id: id,
    read_at: null,
  });
});

test('with people and files it is still one round trip', async () => {
  const upload = await ana
    .post(`/api/customers/${id}/attachments?name=a.png`)
    .set('Content-Type', 'application/octet-stream')
    .send(PNG)
    .expect(201);
  await ana.get(`/api/customers/${id}`).expect(200);
  proxy.takeRoundTrips();
  const { body } = await post(`see ${at(cast.harbour.colleague)}`, randomUUID(), [upload.body.id]).expect(
    201,
  );
  expect(proxy.takeRoundTrips()).toBe(1);
  expect(await mentionsOf(body.id)).toHaveLength(1);
});

test('said again under the same key, nobody is told twice', async () => {
  const key = randomUUID();
  const text = `once ${at(cast.harbour.colleague)}`;
  const first = await post(text, key).expect(201);
  const again = await post(text, key).expect(201);
  expect(again.body).toEqual(first.body);
  expect(await mentionsOf(first.body.id)).toHaveLength(1);
});

test('a commit whose answer was lost is answered and tells nobody twice', async () => {
  proxy.cutNextCommitAnswer();
  const { body } = await post(`lost ${at(cast.harbour.colleague)}`).expect(201);
  expect(await mentionsOf(body.id)).toHaveLength(1);
});

test.each<[name: string, personOf: () => Promise<string>]>([
  ['nobody', async () => at({ id: randomUUID(), name: 'Nobody' })],
  ['somebody of another organisation', async () => at(cast.northgate.employee)],
  ['an id that is none', async () => at({ id: '-'.repeat(36), name: 'Dashes' })],
  [
    'somebody who is not active any more',
    async () => {
      const { admin } = cast.harbour;
      await rowsOf(clone.url, 'update employees set active = false where id = $1', [admin.id]);
      return at(admin);
    },
  ],
])('naming %s: nothing is saved, and nobody else is told', async (name, personOf) => {
  const text = `${at(cast.harbour.colleague)}, ${await personOf()} (${name})`;
  const { body } = await post(text).expect(400);
  expect(body).toMatchObject({ type: 'validation', issues: [{ in: 'body', pointer: '/body' }] });
  expect(await rowsOf(clone.url, 'select id from customer_actions where comment = $1', [text])).toEqual([]);
});

test('what only looks like a mention is text', async () => {
  const text = '@Ben @[Ben](user:12) [Ben](user:0) a@b.example';
  const { body } = await post(text).expect(201);
  expect(body.comment).toBe(text);
  expect(await mentionsOf(body.id)).toEqual([]);
});
