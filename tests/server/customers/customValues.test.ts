import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf, trailOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let id: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  await rowsOf(
    clone.url,
    `insert into custom_fields (organisation_id, key, label, type, choices, position, archived)
     values ($1, 'account', 'Account', 'text', '{}', 0, false), ($1, 'visits', 'Visits', 'number', '{}', 1, false),
            ($1, 'born', 'Born', 'date', '{}', 2, false), ($1, 'region', 'Region', 'choice', '{North,South}', 3, false),
            ($1, 'old', 'Old', 'number', '{}', 4, true)`,
    [cast.harbour.organisationId],
  );
  server = await startTestServer(clone.url);
  ana = await server.signIn(cast.harbour.employee);
});
afterAll(async () => {
  await server.stop();
  await clone.drop();
});

/** Values from before the definitions: none of them fits its field. */
const MISFITS = { account: 7, visits: 'many', born: 'May', region: 'West', free: true };
beforeEach(async () => {
  [id = ''] = await createCustomers(clone.url, cast.harbour, [{ fields: MISFITS }]);
});

const read = async (): Promise<Customer> => (await ana.get(`/api/customers/${id}`).expect(200)).body;
const patch = async (fields: object) =>
  ana.patch(`/api/customers/${id}`).send({ updatedAt: (await read()).updatedAt, fields });

const FITTING = [
  { account: '' },
  { account: 'x'.repeat(2_000) },
  { visits: 0 },
  { visits: -1.25 },
  { born: '2024-02-29' },
  { region: 'South' },
  { old: 3 },
  { account: null, visits: null, born: null, region: null },
  { free: false, another: 'anything' },
];

const UNFITTING: ReadonlyArray<readonly [fields: object, pointers: string[]]> = [
  [{ account: 1 }, ['/fields/account']],
  [{ account: false }, ['/fields/account']],
  [{ visits: '12' }, ['/fields/visits']],
  [{ born: '2026-02-29' }, ['/fields/born']],
  [{ born: '2026-2-1' }, ['/fields/born']],
  [{ born: '2026-02-01T00:00:00Z' }, ['/fields/born']],
  [{ born: 20_260_201 }, ['/fields/born']],
  [{ region: 'north' }, ['/fields/region']],
  [{ region: 'East' }, ['/fields/region']],
  [{ old: 'three' }, ['/fields/old']],
  [{ region: 'East', visits: true, free: 1 }, ['/fields/visits', '/fields/region']],
];

test.each(FITTING)('%j fits', async (fields) => {
  const changed = await patch(fields);
  expect(changed.status, changed.text).toBe(200);
  const left = Object.entries({ ...MISFITS, ...fields }).filter(([, value]) => value !== null);
  expect((await read()).fields).toEqual(Object.fromEntries(left));
  await ana.post('/api/customers').send({ name: 'New', fields }).expect(201);
});

test.each(UNFITTING)('%j does not: each is named, and nothing is written', async (fields, pointers) => {
  const before = await read();
  const customers = () => rowsOf(clone.url, 'select count(*) from customers');
  const count = await customers();
  for (const answer of [
    await patch(fields),
    await ana.post('/api/customers').send({ name: 'New', fields }),
  ]) {
    expect(answer.status, answer.text).toBe(400);
    expect(answer.body.issues).toEqual(
      pointers.map((pointer) => ({ in: 'body', pointer, message: expect.any(String) })),
    );
  }
  expect(await read()).toEqual(before);
  expect(await customers()).toEqual(count);
});

test('a value that stays as it is never fails, and is no change', async () => {
  const answer = await patch({ ...MISFITS, visits: 3 });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body.fields).toEqual({ ...MISFITS, visits: 3 });
  expect((await trailOf(clone.url, id)).at(-1)?.changes).toEqual([
    { field: 'fields.visits', from: 'many', to: 3 },
  ]);
});

test('a choice that was taken away stays where it is and is not given anew', async () => {
  await patch({ region: 'South' });
  const ada = await server.signIn(cast.harbour.admin);
  const { body } = await ada.get('/api/custom-fields').expect(200);
  const region = body.items.find(({ key }: { key: string }) => key === 'region');
  await ada
    .patch('/api/custom-fields/region')
    .send({ updatedAt: region.updatedAt, choices: ['North'] })
    .expect(200);
  expect((await read()).fields['region']).toBe('South');
  expect((await patch({ region: 'South', visits: 1 })).status).toBe(200);
  expect((await patch({ region: 'North' })).status).toBe(200);
  expect((await patch({ region: 'South' })).status).toBe(400);
});

const values = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`v${i}`, 'x']));

test('a customer has at most fifty values, also when they come one change after the other', async () => {
  const left = 50 - Object.keys(MISFITS).length;
  expect((await patch(values(left))).status).toBe(200);
  const before = await read();
  const refused = await patch({ free: false, more: 'x', another: 'x' });
  expect(refused.status, refused.text).toBe(400);
  expect(refused.body.issues).toEqual(
    ['more', 'another'].map((name) => ({
      in: 'body',
      pointer: `/fields/${name}`,
      message: 'at most 50 custom fields',
    })),
  );
  expect(await read()).toEqual(before);
  expect((await patch({ more: null, free: false })).status).toBe(200);
  expect((await patch({ v0: null, more: 'x' })).status).toBe(200);
});

test('who has more values from before can change and lose them, and gets no further ones', async () => {
  [id = ''] = await createCustomers(clone.url, cast.harbour, [{ fields: values(60) }]);
  expect((await patch({ v0: 'changed' })).status).toBe(200);
  expect((await patch({ v0: 'again', more: 'x' })).status).toBe(400);
  expect((await patch({ v0: null, v1: null, more: 'x' })).status).toBe(200);
  expect(Object.keys((await read()).fields)).toHaveLength(59);
});

test('another organisation’s definitions do not count', async () => {
  const theirs = await server.signIn(cast.northgate.employee);
  await theirs
    .post('/api/customers')
    .send({ name: 'Theirs', fields: { visits: 'many' } })
    .expect(201);
});
