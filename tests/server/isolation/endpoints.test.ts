import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { unzip } from '../exports/xlsx/unzip.ts';
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
let theirEvent: string;
let theirSession: string;
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
  [{ position: theirEvent } = { position: '' }] = await rowsOf<{ position: string }>(
    clone.url,
    'select position from customer_actions where organisation_id = $1 limit 1',
    [cast.northgate.organisationId],
  );
  theirSession = (await insider.get('/api/settings/sessions').expect(200)).body.items[0].id;
  ourUpdatedAt = (await outsider.get(`/api/customers/${ours}`).expect(200)).body.updatedAt;
});
afterAll(async () => {
  await server.stop();
  await clone.drop();
});

const VIEW = { name: 'Ours', filter: {}, sort: 'dueAt' };
const FIELD = { label: 'Ours', type: 'text' };
const PERSON = { name: 'Ours', role: 'employee' };
const theirPerson = () => `/api/people/${cast.northgate.employee.id}`;
const DRAFT = { device: 'laptop-0001', content: { text: 'ours' }, typedAt: '2026-11-20T10:00:00Z' };
const theirDesk = () => `/api/customers/${theirs}/desk`;
const balance = (from: string, to: string) =>
  outsider.post('/api/balances').send({ moves: [{ from, to, count: 1 }] });
const BASE = { updatedAt: '2026-01-01T00:00:00Z' };

const THEIR_CUSTOMER = () => ({ customers: [{ id: theirs, ...BASE }] });
const reassign = (target: object) =>
  outsider.post('/api/reassignments').send({ ...THEIR_CUSTOMER(), ...target });

/** A workbook as the XML it is made of: compressed, nothing would be found in it. */
async function workbook(path: string) {
  const { status, headers, body } = await outsider
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  return { status, headers, body: '', text: [...unzip(body).values()].join('\n') };
}

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
  setAway: () => [
    {
      status: 404,
      call: () =>
        outsider.put(`/api/employees/${cast.northgate.employee.id}/away`).send({ until: '2026-12-24' }),
    },
  ],
  getBoard: () => [
    { status: 200, call: () => outsider.get('/api/board') },
    { status: 404, call: () => outsider.get(`/api/board?team=${canaries.teamId}`) },
  ],
  balanceWork: () => [
    { status: 400, call: () => balance(cast.northgate.employee.id, cast.harbour.employee.id) },
    { status: 400, call: () => balance(cast.harbour.employee.id, cast.northgate.employee.id) },
  ],
  listTeams: () => [{ status: 200, call: () => outsider.get('/api/teams') }],
  createTeam: () => [
    {
      status: 400,
      call: () =>
        outsider.post('/api/teams').send({ name: 'Ours', members: [{ id: cast.northgate.employee.id }] }),
    },
  ],
  updateTeam: () => [
    {
      status: 404,
      call: () => outsider.patch(`/api/teams/${canaries.teamId}`).send({ ...BASE, name: 'Ours' }),
    },
  ],
  deleteTeam: () => [{ status: 404, call: () => outsider.delete(`/api/teams/${canaries.teamId}`) }],
  exportCustomers: () => [
    { status: 200, call: () => outsider.get('/api/customers.csv?archived=any') },
    { status: 200, call: () => outsider.get(`/api/customers.csv?assignedTo=${cast.northgate.employee.id}`) },
    { status: 200, call: () => outsider.get(`/api/customers.csv?archived=any&q=${CANARY}`) },
  ],
  exportCustomersXlsx: () => [
    { status: 200, call: () => workbook('/api/customers.xlsx?archived=any') },
    { status: 200, call: () => workbook(`/api/customers.xlsx?assignedTo=${cast.northgate.employee.id}`) },
  ],
  listCustomers: () => [
    { status: 200, call: () => outsider.get('/api/customers?include=total,notes') },
    {
      status: 200,
      call: () => outsider.get(`/api/customers?assignedTo=${cast.northgate.employee.id}&include=total`),
    },
    { status: 200, call: () => outsider.get('/api/customers?assignedTo=none&archived=any') },
    { status: 200, call: () => outsider.get(`/api/customers?q=${CANARY}&archived=any&include=total`) },
    { status: 200, call: () => outsider.get('/api/customers?q=canary@customer.example') },
    {
      status: 200,
      call: () => outsider.get(`/api/customers?archived=any&include=total&tag=${CANARY}`),
    },
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
    { status: 400, call: () => comment({ body: 'a', attachmentIds: [canaries.abandonedId] }) },
    { status: 400, call: () => comment({ body: `@[x](user:${cast.northgate.employee.id})` }) },
  ],
  skipCustomer: () => [
    { status: 404, call: () => outsider.post(`/api/customers/${theirs}/skips`).send({ reason: 'hello' }) },
  ],
  reassignCustomers: () => [
    { status: 400, call: () => reassign({ assignedTo: cast.northgate.employee.id }) },
    {
      status: 400,
      call: () => reassign({ assignees: [cast.harbour.employee.id, cast.northgate.employee.id] }),
    },
    { status: 200, call: () => reassign({ assignedTo: null, mode: 'best-effort' }) },
    {
      status: 400,
      call: () => outsider.post('/api/reassignments').send({ filter: { tag: [CANARY] }, assignedTo: null }),
    },
  ],
  changeCustomers: () => [
    {
      status: 200,
      call: () =>
        outsider
          .post('/api/bulk-changes')
          .send({ ...THEIR_CUSTOMER(), changes: { addTags: ['taken'] }, mode: 'best-effort' }),
    },
    {
      status: 400,
      call: () =>
        outsider.post('/api/bulk-changes').send({ filter: {}, changes: { status: canaries.statusKey } }),
    },
  ],
  getBatch: () => [{ status: 404, call: () => outsider.get(`/api/batches/${canaries.batchId}`) }],
  applyBatch: () => [{ status: 404, call: () => outsider.post(`/api/batches/${canaries.batchId}/apply`) }],
  undoBatch: () => [{ status: 404, call: () => outsider.post(`/api/batches/${canaries.batchId}/undo`) }],
  undoReassignment: () => [
    { status: 404, call: () => outsider.post(`/api/reassignments/${canaries.batchId}/undo`) },
  ],
  uploadAttachment: () => [
    {
      status: 404,
      call: () =>
        outsider
          .post(`/api/customers/${theirs}/attachments?name=a.txt`)
          .set('Content-Type', 'application/octet-stream')
          .send(Buffer.from('hello')),
    },
  ],
  downloadAttachment: () => [
    { status: 404, call: () => outsider.get(`/api/attachments/${canaries.attachmentId}`) },
    { status: 404, call: () => outsider.get(`/api/attachments/${canaries.abandonedId}`) },
  ],
  deleteAttachment: () => [
    { status: 404, call: () => outsider.delete(`/api/attachments/${canaries.attachmentId}`) },
    { status: 404, call: () => outsider.delete(`/api/attachments/${canaries.abandonedId}`) },
  ],
  uploadImport: () => [
    {
      status: 201,
      call: () =>
        outsider
          .post('/api/imports?name=a.csv')
          .set('Content-Type', 'application/octet-stream')
          .send(Buffer.from('name\nA')),
    },
  ],
  listImports: () => [{ status: 200, call: () => outsider.get('/api/imports') }],
  getImport: () => [{ status: 404, call: () => outsider.get(`/api/imports/${canaries.importId}`) }],
  setImportMapping: () => [
    {
      status: 404,
      call: () => outsider.put(`/api/imports/${canaries.importId}/mapping`).send({ delimiter: ';' }),
    },
  ],
  checkImport: () => [{ status: 404, call: () => outsider.post(`/api/imports/${canaries.importId}/check`) }],
  downloadImportErrors: () => [
    { status: 404, call: () => outsider.get(`/api/imports/${canaries.importId}/errors.csv`) },
  ],
  runImport: () => [{ status: 404, call: () => outsider.post(`/api/imports/${canaries.importId}/run`) }],
  cancelImport: () => [
    { status: 404, call: () => outsider.post(`/api/imports/${canaries.importId}/cancel`) },
  ],
  undoImport: () => [{ status: 404, call: () => outsider.post(`/api/imports/${canaries.importId}/undo`) }],
  listMentions: () => [{ status: 200, call: () => outsider.get('/api/mentions') }],
  readMentions: () =>
    [{ actionIds: [canaries.actionId] }, { customerId: canaries.customerId }, { all: true }].map((body) => ({
      status: 204,
      call: () => outsider.post('/api/mentions/read').send(body),
    })),
  listViews: () => [{ status: 200, call: () => outsider.get('/api/views?include=counts') }],
  createView: () => [
    { status: 201, call: () => outsider.post('/api/views').send({ ...VIEW, shared: true }) },
    {
      status: 400,
      call: () => outsider.post('/api/views').send({ ...VIEW, id: canaries.viewId.replaceAll('0', '1') }),
    },
  ],
  updateView: () => [
    { status: 404, call: () => outsider.patch(`/api/views/${canaries.viewId}`).send({ ...VIEW, ...BASE }) },
  ],
  deleteView: () => [{ status: 404, call: () => outsider.delete(`/api/views/${canaries.viewId}`) }],
  listTags: () => [{ status: 200, call: () => outsider.get('/api/tags') }],
  countTags: () => [{ status: 200, call: () => outsider.get('/api/tags/counts') }],
  mergeTags: () => [
    {
      status: 400,
      call: () => outsider.post('/api/tags/merges').send({ tags: [CANARY], into: 'ours' }),
    },
  ],
  removeTags: () => [
    { status: 400, call: () => outsider.post('/api/tags/removals').send({ tags: [CANARY] }) },
  ],
  listStatuses: () => [{ status: 200, call: () => outsider.get('/api/statuses') }],
  createStatus: () => [
    {
      status: 201,
      call: () => outsider.post('/api/statuses').send({ label: 'Ours', category: 'open' }),
    },
  ],
  updateStatus: () => [
    {
      status: 404,
      call: () => outsider.patch(`/api/statuses/${canaries.statusKey}`).send({ ...BASE, label: 'Taken' }),
    },
  ],
  listPeople: () => [{ status: 200, call: () => outsider.get('/api/people') }],
  invitePerson: () => [
    // See people.test.ts for an address that is somebody's there.
    { status: 201, call: () => outsider.post('/api/people').send({ ...PERSON, email: 'ours@x.example' }) },
    {
      status: 400,
      call: () =>
        outsider
          .post('/api/people')
          .send({ ...PERSON, email: 'team@x.example', teams: [{ id: canaries.teamId }] }),
    },
  ],
  updatePerson: () => [
    { status: 404, call: () => outsider.patch(theirPerson()).send({ ...BASE, role: 'admin' }) },
  ],
  sendPasswordLink: () => [{ status: 404, call: () => outsider.post(`${theirPerson()}/links`) }],
  deactivatePerson: () => [
    {
      status: 404,
      call: () => outsider.post(`${theirPerson()}/deactivation`).send({ ...BASE, assignedTo: null }),
    },
    {
      status: 400,
      call: async () => {
        const { body } = await outsider.get('/api/people').expect(200);
        const ben = body.items.find(({ id }: { id: string }) => id === cast.harbour.colleague.id);
        return outsider
          .post(`/api/people/${ben.id}/deactivation`)
          .send({ updatedAt: ben.updatedAt, assignedTo: cast.northgate.employee.id });
      },
    },
  ],
  reactivatePerson: () => [{ status: 404, call: () => outsider.post(`${theirPerson()}/reactivation`) }],
  findPasswordLink: () => [
    {
      status: 404,
      call: () => outsider.post('/api/password-links/lookup').send({ token: canaries.linkHash }),
    },
  ],
  setPassword: () => [
    {
      status: 404,
      call: () =>
        outsider
          .post('/api/password-links/password')
          .send({ token: canaries.linkHash, password: 'seventeen blue giraffes' }),
    },
  ],
  listOrganisationActions: () => [{ status: 200, call: () => outsider.get('/api/organisation-actions') }],
  listCustomFields: () => [{ status: 200, call: () => outsider.get('/api/custom-fields') }],
  createCustomField: () => [
    { status: 201, call: () => outsider.post('/api/custom-fields').send({ key: 'ours', ...FIELD }) },
  ],
  updateCustomField: () => [
    {
      status: 404,
      call: () =>
        outsider.patch(`/api/custom-fields/${canaries.customFieldKey}`).send({ label: 'Taken', ...BASE }),
    },
  ],
  getDesk: () => [{ status: 404, call: () => outsider.get(theirDesk()) }],
  recordVisit: () => [
    {
      status: 404,
      call: () => outsider.put(`${theirDesk()}/visit`).send({ seenActionId: canaries.actionId }),
    },
    {
      status: 400,
      call: () => outsider.put(`/api/customers/${ours}/desk/visit`).send({ seenActionId: canaries.actionId }),
    },
  ],
  saveDraft: () => [
    { status: 404, call: () => outsider.put(`${theirDesk()}/drafts/comment`).send(DRAFT) },
    // A device of theirs is free here: its draft is one's own.
    {
      status: 204,
      call: () =>
        outsider
          .put(`/api/customers/${ours}/desk/drafts/comment`)
          .send({ ...DRAFT, device: canaries.device }),
    },
  ],
  listDrafts: () => [
    {
      status: 200,
      call: async () => (await server.signIn(cast.harbour.employee)).get('/api/drafts'),
    },
  ],
  deleteDraft: () => [
    { status: 404, call: () => outsider.delete(`${theirDesk()}/drafts/comment/${canaries.device}`) },
  ],
  listActivity: () => [
    { status: 200, call: () => outsider.get('/api/activity') },
    { status: 200, call: () => outsider.get(`/api/activity?customer=${canaries.customerId}`) },
    { status: 200, call: () => outsider.get(`/api/activity?actor=${cast.northgate.employee.id}`) },
    { status: 400, call: () => outsider.get(`/api/activity?cursor=${theirCursor}`) },
  ],
  getActivity: () => [{ status: 404, call: () => outsider.get(`/api/activity/${canaries.actionId}`) }],
  exportActivity: () => [
    { status: 200, call: () => outsider.get('/api/activity.csv') },
    { status: 200, call: () => outsider.get(`/api/activity.csv?customer=${canaries.customerId}`) },
  ],
  exportActivityXlsx: () => [
    { status: 200, call: () => workbook('/api/activity.xlsx') },
    { status: 200, call: () => workbook(`/api/activity.xlsx?customer=${canaries.customerId}`) },
  ],
  listenToEvents: () => [
    { status: 200, call: () => outsider.get('/api/events?seconds=0').set('Last-Event-ID', '0') },
    { status: 400, call: () => outsider.get('/api/events').set('Last-Event-ID', theirEvent) },
  ],
  // Some of ours are nobody's, and so are some of theirs.
  claimCustomer: () => [
    { status: 200, call: () => outsider.post('/api/claims') },
    { status: 200, call: () => outsider.post('/api/claims') },
    { status: 200, call: () => outsider.post('/api/claims') },
  ],
  getReport: () => [
    { status: 200, call: () => outsider.get('/api/reports?from=2026-01-01&to=2026-12-31') },
    {
      status: 404,
      call: () => outsider.get(`/api/reports?from=2026-01-01&to=2026-12-31&team=${canaries.teamId}`),
    },
  ],
  getSettings: () => [{ status: 200, call: () => outsider.get('/api/settings') }],
  updateSettings: () => [
    { status: 200, call: () => outsider.patch('/api/settings').send({ theme: 'dark' }) },
    {
      status: 400,
      call: () => outsider.patch('/api/settings').send({ theme: 'dark', organisation: cast.northgate.slug }),
    },
  ],
  updateProfile: () => [
    { status: 200, call: () => outsider.patch('/api/settings/profile').send({ name: 'Ours' }) },
    {
      status: 400,
      call: () =>
        outsider.patch('/api/settings/profile').send({ name: 'Taken', id: cast.northgate.employee.id }),
    },
  ],
  changePassword: () => [
    {
      status: 400,
      call: () =>
        outsider
          .post('/api/settings/password')
          .send({ currentPassword: 'guessed password', newPassword: 'nine of them sang along' }),
    },
  ],
  listSessions: () => [{ status: 200, call: () => outsider.get('/api/settings/sessions') }],
  revokeSession: () => [
    { status: 404, call: () => outsider.delete(`/api/settings/sessions/${theirSession}`) },
  ],
  revokeOtherSessions: () => [{ status: 204, call: () => outsider.delete('/api/settings/sessions') }],
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

const comment = (body: object) => outsider.post(`/api/customers/${ours}/comments`).send(body);

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
  const deleted = (id: string) => outsider.delete(`/api/views/${id}`).expect(404);
  const [foreign, missing] = [await deleted(canaries.viewId), await deleted(nowhere)];
  expect({ ...foreign.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
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
