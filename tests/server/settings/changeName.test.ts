import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OrganisationAction } from '@caseload/shared/organisationActions/organisationAction.ts';
import { rowsOf } from '../../support/rows.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { type Office, openOffice } from '../people/office.ts';

let office: Office;
let proxy: WireProxy;
let shaky: TestServer;
let ana: Agent;
let before: string;

beforeAll(async () => {
  office = await openOffice();
  proxy = await startWireProxy(office.database.url);
  shaky = await startTestServer(proxy.url);
  ana = await shaky.signIn(office.cast.harbour.employee);
});
afterAll(async () => {
  await shaky?.stop();
  await proxy?.close();
  await office?.close();
});
beforeEach(async () => {
  before = (await office.person(office.cast.harbour.employee.id)).name;
  known = (await recorded()).length;
});

let known: number;
type Row = { subject_name: string; changes: OrganisationAction['changes']; [column: string]: unknown };
const recorded = () =>
  rowsOf<Row>(office.database.url, 'select * from organisation_actions order by position');
const recordedSince = async () => (await recorded()).slice(known);
const rename = (name: string) => ana.patch('/api/settings/profile').send({ name });

test('another name stands in the organisation’s history, with who, before, after and the request', async () => {
  const { employee, organisationId } = office.cast.harbour;
  await rename('  Ana Ruiz ')
    .set('X-Request-Id', 'the-rename')
    .set('Sec-Fetch-Site', 'same-origin')
    .expect(200);
  expect(await recordedSince()).toMatchObject([
    {
      organisation_id: organisationId,
      type: 'person_update',
      actor_id: employee.id,
      subject_kind: 'person',
      subject_id: employee.id,
      subject_name: before,
      changes: [{ field: 'name', from: before, to: 'Ana Ruiz' }],
      via: 'browser',
      request_id: 'the-rename',
    },
  ]);
  const { items } = (await office.ada.get('/api/organisation-actions?limit=1').expect(200)).body;
  expect(items[0]).toMatchObject({
    type: 'person_update',
    actor: { id: employee.id, name: 'Ana Ruiz' },
    subject: { kind: 'person', id: employee.id, name: before },
    changes: [{ field: 'name', from: before, to: 'Ana Ruiz' }],
  });
});

test('nothing is recorded when nothing changed or the change was refused', async () => {
  const { updatedAt } = await office.person(office.cast.harbour.employee.id);
  expect((await rename(` ${before} `).expect(200)).body.name).toBe(before);
  await rename('').expect(400);
  expect(await recordedSince()).toEqual([]);
  expect((await office.person(office.cast.harbour.employee.id)).updatedAt).toBe(updatedAt);
});

test('who names what it was before overwrites nobody else’s change; the same sent again is not refused', async () => {
  const key = randomUUIDv7();
  const replace = (from: string, name: string) =>
    ana.patch('/api/settings/profile').set('Idempotency-Key', key).send({ from, name });
  const { body } = await replace(`${before} once`, 'Mine').expect(409);
  expect(body.type).toMatch(/outdated$/u);
  expect(await recordedSince()).toEqual([]);
  await replace(before, 'Mine').expect(200);
  expect((await replace(before, 'Mine').expect(200)).body.name).toBe('Mine');
  expect(await recordedSince()).toMatchObject([{ changes: [{ field: 'name', from: before, to: 'Mine' }] }]);
});

test('both or neither: without its entry no name is saved', async () => {
  await rowsOf(
    office.database.url,
    `create function refuse() returns trigger language plpgsql as
       $$ begin raise exception 'no' using errcode = '53300'; end $$;
     create trigger refuse before insert on organisation_actions for each row execute function refuse()`,
  );
  try {
    await rename('Nobody').expect(503);
  } finally {
    await rowsOf(office.database.url, 'drop function refuse cascade');
  }
  expect((await office.person(office.cast.harbour.employee.id)).name).toBe(before);
  expect(await recordedSince()).toEqual([]);
});

test('takes two round trips, and is recorded once when the answer to COMMIT never came', async () => {
  await ana.get('/api/session').expect(200);
  proxy.takeRoundTrips();
  await rename('Ana the first').expect(200);
  expect(proxy.takeRoundTrips()).toBe(2);
  await ana.get('/api/session').expect(200);
  proxy.cutNextCommitAnswer();
  expect((await rename('Ana the second').expect(200)).body.name).toBe('Ana the second');
  expect((await recordedSince()).map(({ changes }) => changes)).toEqual([
    [{ field: 'name', from: before, to: 'Ana the first' }],
    [{ field: 'name', from: 'Ana the first', to: 'Ana the second' }],
  ]);
});

test('an administrator at the same moment overwrites only what they saw, and no name is missing between two', async () => {
  const { id } = office.cast.harbour.employee;
  const answers: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const { updatedAt } = await office.person(id);
    const [theirs, own] = await Promise.all([
      office.ada.patch(`/api/people/${id}`).send({ updatedAt, name: `Anna ${round}` }),
      rename(`Ana ${round}`),
    ]);
    expect(own.status).toBe(200);
    answers.push(theirs.status);
  }
  expect(answers.every((status) => [200, 409].includes(status))).toBe(true);
  const names = (await recordedSince()).flatMap(({ changes }) => changes);
  expect(names).toHaveLength(10 + answers.filter((status) => status === 200).length);
  for (const [place, { from }] of names.entries()) {
    expect(from).toBe(place === 0 ? before : names[place - 1]?.to);
  }
  expect((await office.person(id)).name).toBe(names.at(-1)?.to);
});
