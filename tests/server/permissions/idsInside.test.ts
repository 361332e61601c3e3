import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { type Cast, type Company, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import type { RawAnswer } from '../http/exchange.ts';
import { makeWorld, type World } from '../http/world.ts';
import { type Canaries, digestOf, plantCanaries } from '../isolation/canaries.ts';
import { ask, send } from './ask.ts';
import { type Fate, type Ids, idsInside } from './idsInside.ts';
import { makeCallers } from './identities.ts';
import { placesOfIds } from './placesOfIds.ts';

let database: TestDatabase;
let cast: Cast;
let server: TestServer;
let world: World;
let canaries: Canaries;
let ids: Ids;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  world = await makeWorld(server.address, database.url, cast);
  canaries = await plantCanaries(database.url, cast);
  const { deactivated } = await makeCallers(world, database.url);
  const upload = await send(
    world,
    'POST',
    { path: `/api/customers/${world.customers[3]}/attachments?name=b.txt`, bytes: 'of the employee' },
    world.cookies.employee,
  );
  const [archived = ''] = await createCustomers(database.url, cast.harbour, [{ archived: true }]);
  const read = await ask(world, world.cookies.supervisor, 'GET', `/api/customers/${archived}`);
  const [action] = await rowsOf<{ id: string }>(
    database.url,
    'select id from customer_actions where customer_id = $1 limit 1',
    [world.customers[1]],
  );
  ids = {
    foreign: {
      person: cast.northgate.employee.id,
      customer: canaries.customerId,
      team: canaries.teamId,
      file: canaries.abandonedId,
      action: canaries.actionId,
      import: canaries.importId,
    },
    unknown: randomUUIDv7(),
    person: cast.harbour.colleague.id,
    inactivePerson: deactivated?.id ?? '',
    archivedCustomer: { id: archived, updatedAt: String(read['updatedAt']) },
    fileOfAnother: String(JSON.parse(upload.body).id),
    actionOfAnother: action?.id ?? '',
  };
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const places = endpoints.flatMap((endpoint) =>
  placesOfIds(endpoint).map((place) => `${endpoint.id} ${place}`),
);

test('every place where a request can name an id is known', () => {
  expect(places.length).toBeGreaterThan(30);
  expect(Object.keys(idsInside).toSorted()).toEqual(places.toSorted());
});

const issuesOf = ({ body }: RawAnswer): unknown =>
  JSON.parse(body).issues?.map(({ pointer }: { pointer: string }) => pointer);
const reasonsOf = ({ body }: RawAnswer): string[] => [
  ...new Set<string>(JSON.parse(body).skipped.map(({ reason }: { reason: string }) => reason)),
];

/** Rows of an answer of any kind: JSON, CSV, or a workbook, whose number of rows its header says. */
function rowsIn({ headers, body }: RawAnswer): number {
  const total = headers.get('x-total-count');
  return total === undefined ? JSON.parse(body).items.length : Number(total);
}

function expectFate(answer: RawAnswer, fate: Fate): void {
  if (typeof fate === 'object') {
    expect([answer.status, issuesOf(answer)]).toEqual([400, [fate.refusedAt]]);
  } else if (fate === 'nothing') {
    expect(answer.status).toBe(404);
  } else {
    expect(answer.status, answer.text).toBeLessThan(300);
    if (fate === 'empty') expect(rowsIn(answer)).toBe(0);
    else if (fate !== 'ignored') expect(reasonsOf(answer)).toEqual([fate]);
  }
}

/** Everything but when sessions were last used. */
const stored = async ({ organisationId }: Company) => {
  const { sessions: _, ...others } = await digestOf(database.url, organisationId);
  return others;
};

test.each(places)('%s', async (place) => {
  const entry = idsInside[place]?.(world);
  if (!entry) throw new Error(`idsInside.ts does not know ${place}`);
  const { archivedCustomer } = ids;
  for (const [id, fate] of entry.fates(ids)) {
    const updatedAt = id === archivedCustomer.id ? archivedCustomer.updatedAt : world.updatedAt;
    const call = await entry.call(id, world, updatedAt);
    const [theirs, ours] = [await stored(cast.northgate), await stored(cast.harbour)];
    const answer = await send(world, entry.method, call, world.cookies[entry.as]);
    expectFate(answer, fate);
    for (const word of canaries.words) expect(answer.text.replaceAll(id, '')).not.toContain(word);
    expect(await stored(cast.northgate)).toEqual(theirs);
    const now = await stored(cast.harbour);
    if (typeof fate === 'object' || fate === 'nothing') expect(now).toEqual(ours);
    const { customers, customer_actions: actions } = ours;
    expect(now).toMatchObject({ customers, customer_actions: actions });
  }
});
