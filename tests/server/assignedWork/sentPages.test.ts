import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { tripsUntilStill } from '../../support/tripsUntilStill.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

// What was sent last is sent again for as long as a look at its tag says that it is still the same.
const OWN = '/api/customers?assignedTo=me&sort=name&limit=10';

let clone: TestDatabase;
let proxy: WireProxy;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let ben: Agent;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  proxy = await startWireProxy(clone.url);
  server = await startTestServer(proxy.url);
  ana = await server.signIn(cast.harbour.employee);
  ben = await server.signIn(cast.harbour.colleague);
  const { employee, colleague } = cast.harbour;
  await createCustomers(
    clone.url,
    cast.harbour,
    Array.from({ length: 24 }, (_, i) => ({
      name: `Customer ${String(i).padStart(2, '0')}`,
      assignedTo: i % 2 === 0 ? employee.id : colleague.id,
      notes: `Note ${i}`,
    })),
  );
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await clone?.drop();
});

const read = (agent: Agent, path: string, tag?: string) =>
  tag === undefined ? agent.get(path) : agent.get(path).set('If-None-Match', tag);

test('a page that is the same is sent again by one round trip, whether it is one range or several', async () => {
  for (const path of [OWN, `${OWN}&status=new`, `${OWN}&status=new&include=notes`]) {
    const first = await read(ana, path).expect(200);
    // From when on changes are known is read on the side.
    await tripsUntilStill(proxy);
    const again = await read(ana, path).expect(200);
    expect(proxy.takeRoundTrips()).toBe(1);
    expect(again.text).toBe(first.text);
    expect(again.get('ETag')).toBe(first.get('ETag'));
    await read(ana, path, again.get('ETag')).expect(304);
    expect(proxy.takeRoundTrips()).toBe(1);
  }
});

test('who has it already is told so by one round trip, also when nobody was ever sent it', async () => {
  const tag = (await read(ana, `${OWN}&status=new`).expect(200)).get('ETag');
  const other = await startTestServer(clone.url);
  try {
    const agent = await other.signIn(cast.harbour.employee);
    await read(agent, `${OWN}&status=new`, tag).expect(304);
    await read(agent, `${OWN}&status=new`, tag).expect(304);
    const whole = await read(agent, `${OWN}&status=new`).expect(200);
    expect(whole.get('ETag')).toBe(tag);
    expect(whole.body.items).toHaveLength(10);
  } finally {
    await other.stop();
  }
});

test('a change is on the next page at once, and in the page behind it', async () => {
  const first = await read(ana, OWN).expect(200);
  const [, second]: CustomerSummary[] = first.body.items;
  const address = `/api/customers/${second?.id}`;
  const { updatedAt } = (await ana.get(address).expect(200)).body;
  await ana.patch(address).send({ updatedAt, name: 'Zuletzt' }).expect(200);
  const next = await read(ana, OWN, first.get('ETag')).expect(200);
  expect(next.get('ETag')).not.toBe(first.get('ETag'));
  expect(next.body.items.map(({ id }: CustomerSummary) => id)).not.toContain(second?.id);
  const behind = await read(ana, `${OWN}&cursor=${next.body.nextCursor}`).expect(200);
  expect(behind.body.items.at(-1)).toMatchObject({ id: second?.id, name: 'Zuletzt' });
  expect(behind.body.nextCursor).toBeNull();
});

test('nobody is sent the page of somebody else', async () => {
  const anas = await read(ana, OWN).expect(200);
  const bens = await read(ben, OWN).expect(200);
  const idsOf = ({ body }: typeof anas) => body.items.map(({ id }: CustomerSummary) => id);
  expect(idsOf(bens).filter((id: string) => idsOf(anas).includes(id))).toEqual([]);
  expect((await read(ben, OWN).expect(200)).text).toBe(bens.text);
  await read(ben, OWN, anas.get('ETag')).expect(200);
});

test('another order, another size and notes are other pages; of no status there is an empty one', async () => {
  const shape = async (path: string) => (await read(ana, path).expect(200)).body;
  const [up, down, few, noted] = [
    OWN,
    OWN.replace('name', '-name'),
    OWN.replace('10', '3'),
    `${OWN}&include=notes`,
  ];
  for (const _ of [1, 2]) {
    const first = (await shape(up)).items;
    expect(first).toHaveLength(10);
    expect((await shape(down)).items[0].id).not.toBe(first[0].id);
    expect((await shape(few)).items).toEqual(first.slice(0, 3));
    expect((await shape(noted)).items[0].notes).toMatch(/^Note/u);
    expect(first[0].notes).toBeUndefined();
    expect((await shape(`${OWN}&status=closed`)).items).toEqual([]);
  }
});
