import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { type Canaries, digestOf, plantCanaries } from './canaries.ts';

const CANARY = 'canary-of-northgate';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let insider: Agent;
let outsider: Agent;
let theirs: string;
let ours: string;
let ourUpdatedAt: string;
let theirKey: string;
let theirCursor: string;
let canaries: Canaries;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  insider = await server.signIn(cast.northgate.admin);
  outsider = await server.signIn(cast.harbour.admin);
  const fields = { name: CANARY, notes: CANARY, tags: [CANARY], fields: { secret: CANARY }, phone: CANARY };
  theirs =
    (
      await createCustomers(clone.url, cast.northgate, [
        { ...fields, assignedTo: cast.northgate.employee.id },
      ])
    )[0] ?? '';
  ours = (await createCustomers(clone.url, cast.harbour, [{ name: 'ours' }]))[0] ?? '';
  theirKey = randomUUID();
  await insider
    .post(`/api/customers/${theirs}/comments`)
    .set('Idempotency-Key', theirKey)
    .send({ body: CANARY })
    .expect(201);
  await rowsOf(clone.url, 'update employees set name = name || $2 where organisation_id = $1', [
    cast.northgate.organisationId,
    CANARY,
  ]);
  canaries = await plantCanaries(clone.url, cast);
  const trail = await insider.get(`/api/customers/${canaries.customerId}/actions?limit=1`).expect(200);
  theirCursor = trail.body.nextCursor;
  ourUpdatedAt = (await outsider.get(`/api/customers/${ours}`).expect(200)).body.updatedAt;
});
afterAll(async () => {
  await server.stop();
  await clone.drop();
});

type Attempt = {
  readonly status: number;
  readonly call: () => PromiseLike<{ status: number; text: string; headers: unknown; body: unknown }>;
};

/** What a stranger from the other organisation tries at each endpoint, with ids they should not even know. */
const attempts: Record<string, () => Attempt[]> = {
  signIn: () => [
    {
      status: 401,
      call: () =>
        server
          .visitor()
          .post('/api/session')
          .send({ email: cast.northgate.admin.email, password: 'guessed password' }),
    },
  ],
  getSession: () => [{ status: 200, call: () => outsider.get('/api/session') }],
  signOut: () => [{ status: 204, call: () => server.visitor().delete('/api/session') }],
  listDemoPeople: () => [{ status: 200, call: () => outsider.get('/api/session/demo') }],
  listEmployees: () => [{ status: 200, call: () => outsider.get('/api/employees') }],
  listCustomers: () => [
    { status: 200, call: () => outsider.get('/api/customers?include=total,notes') },
    {
      status: 200,
      call: () => outsider.get(`/api/customers?assignedTo=${cast.northgate.employee.id}&include=total`),
    },
    { status: 200, call: () => outsider.get('/api/customers?assignedTo=none&archived=any') },
    { status: 200, call: () => outsider.get(`/api/customers?q=${CANARY}&archived=any&include=total`) },
    { status: 200, call: () => outsider.get('/api/customers?q=canary@customer.example') },
  ],
  createCustomer: () => [
    {
      status: 400,
      call: () => outsider.post('/api/customers').send({ name: 'x', assignedTo: cast.northgate.employee.id }),
    },
    {
      status: 400,
      call: () =>
        outsider.post('/api/customers').send({ name: 'x', organisationId: cast.northgate.organisationId }),
    },
    {
      status: 400,
      call: () => outsider.post('/api/customers').send({ name: 'x', status: canaries.statusKey }),
    },
    // Their key is free here: it neither replays their customer nor collides with it.
    {
      status: 201,
      call: () =>
        outsider
          .post('/api/customers')
          .set('Idempotency-Key', canaries.operationId)
          .send({ name: 'ours as well' }),
    },
  ],
  getCustomer: () => [{ status: 404, call: () => outsider.get(`/api/customers/${theirs}`) }],
  updateCustomer: () => [
    {
      status: 404,
      call: () =>
        outsider.patch(`/api/customers/${theirs}`).send({ updatedAt: '2026-01-01T00:00:00Z', name: 'taken' }),
    },
    {
      status: 404,
      call: () => outsider.patch(`/api/customers/${theirs}`).set('If-Match', '"1"').send({ name: 'taken' }),
    },
    { status: 400, call: () => patchOurs({ assignedTo: cast.northgate.employee.id }) },
    { status: 400, call: () => patchOurs({ status: canaries.statusKey }) },
  ],
  listCustomerActions: () => [
    { status: 404, call: () => outsider.get(`/api/customers/${theirs}/actions`) },
    { status: 400, call: () => outsider.get(`/api/customers/${ours}/actions?cursor=${theirCursor}`) },
    {
      status: 400,
      call: () => outsider.get(`/api/customers/${canaries.customerId}/actions?cursor=${theirCursor}`),
    },
  ],
  postComment: () => [
    { status: 404, call: () => outsider.post(`/api/customers/${theirs}/comments`).send({ body: 'hello' }) },
    // Their key is free here: it neither replays their comment nor collides with it.
    {
      status: 201,
      call: () =>
        outsider
          .post(`/api/customers/${ours}/comments`)
          .set('Idempotency-Key', theirKey)
          .send({ body: 'ours' }),
    },
  ],
  getHealth: () => [{ status: 200, call: () => outsider.get('/health') }],
  getReady: () => [{ status: 200, call: () => outsider.get('/ready') }],
  getLive: () => [{ status: 200, call: () => outsider.get('/live') }],
  getOpenApi: () => [{ status: 200, call: () => outsider.get('/api/openapi.json') }],
};

test('every endpoint has its attempts', () => {
  expect(Object.keys(attempts).toSorted()).toEqual(endpoints.map(({ id }) => id).toSorted());
});

const patchOurs = (changes: object) =>
  outsider.patch(`/api/customers/${ours}`).send({ updatedAt: ourUpdatedAt, ...changes });

const theirRows = () => digestOf(clone.url, cast.northgate.organisationId);

test.each(Object.keys(attempts))('%s gives and takes nothing of the other organisation', async (id) => {
  const before = await theirRows();
  const secrets = [
    CANARY,
    cast.northgate.organisationId,
    cast.northgate.employee.id,
    cast.northgate.admin.id,
    ...canaries.words,
  ];
  for (const { status, call } of attempts[id]?.() ?? []) {
    const answer = await call();
    expect(answer.status, answer.text).toBe(status);
    const bytes = `${answer.text} ${JSON.stringify(answer.headers)}`;
    for (const secret of secrets) expect(bytes).not.toContain(secret);
  }
  expect(await theirRows()).toEqual(before);
});

test('what belongs to others is answered like what does not exist', async () => {
  const nowhere = randomUUID();
  for (const path of ['', '/actions']) {
    const foreign = await outsider.get(`/api/customers/${theirs}${path}`);
    const missing = await outsider.get(`/api/customers/${nowhere}${path}`);
    expect({ ...foreign.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
  }
});

test('a total counts nobody else', async () => {
  const { body } = await outsider.get(`/api/customers?q=${CANARY}&archived=any&include=total`).expect(200);
  expect(body).toMatchObject({ items: [], total: 0 });
});

test('a cursor of the other organisation is refused', async () => {
  await createCustomers(clone.url, cast.northgate, [{}, {}, {}]);
  const { body } = await insider.get('/api/customers?limit=1').expect(200);
  expect(body.nextCursor).toEqual(expect.any(String));
  await outsider.get(`/api/customers?limit=1&cursor=${body.nextCursor}`).expect(400);
});
