import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCommandLine } from '@caseload/scripts/import/commandLine.ts';
import { runImport } from '@caseload/scripts/import/runImport.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { type Cast, createCast } from '../support/cast.ts';
import { trailOf } from '../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../support/testServer.ts';
import { countBy, readRequests, REQUESTS_FILE, REQUESTS_OPTIONS } from './fixture.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let ana: Agent;
let sue: Agent;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  // The server runs before, during and after the import.
  server = await startTestServer(clone.url);
  [ana, sue] = await Promise.all([
    server.signIn(cast.harbour.employee),
    server.signIn(cast.harbour.supervisor),
  ]);
  const assignee = ['--assignee', `NC=${cast.harbour.employee.email}`];
  const command = readCommandLine([REQUESTS_FILE, ...REQUESTS_OPTIONS, ...assignee]);
  if (command === 'help') throw new Error('asked for help');
  await runImport(command, { url: clone.url });
}, 120_000);

afterAll(async () => {
  await server.stop();
  await clone.drop();
});

async function firstOf(agent: Agent, query: string): Promise<CustomerSummary> {
  const { body } = await agent.get(`/api/customers?${query}&limit=1`).expect(200);
  return body.items[0];
}

const patch = (agent: Agent, { id, updatedAt }: CustomerSummary, changes: object) =>
  agent.patch(`/api/customers/${id}`).send({ updatedAt, ...changes });

test('somebody the words of the file were given to finds the customers in the assigned work, and works them', async () => {
  const requests = await readRequests();
  const { body } = await ana.get('/api/customers?assignedTo=me&include=total').expect(200);
  expect(body.total).toBe(countBy(requests, (row) => row['AssignTo'] ?? '')['NC']);
  const customer = await firstOf(ana, 'assignedTo=me&status=closed');
  const { body: changed } = await patch(ana, customer, {
    status: 'in_progress',
    fields: { owner: null },
  }).expect(200);
  expect(changed).toMatchObject({ status: 'in_progress', version: 2 });
  await ana
    .post(`/api/customers/${customer.id}/comments`)
    .set('Idempotency-Key', 'one')
    .send({ body: 'On it.' })
    .expect(201);
  expect(await trailOf(clone.url, customer.id)).toMatchObject([
    { type: 'import', via: 'import' },
    {
      changes: [
        { field: 'status', from: 'closed', to: 'in_progress' },
        { field: 'fields.owner', from: expect.any(String), to: null },
      ],
    },
  ]);
});

test('what nobody was given can be claimed, what somebody inactive was given can be moved by a supervisor', async () => {
  const free = await firstOf(ana, 'assignedTo=none');
  await patch(ana, free, { assignedTo: cast.harbour.employee.id }).expect(200);
  const { body } = await sue.get('/api/employees').expect(200);
  const inactive = body.items.find((person: { name: string }) => person.name === 'SLA');
  expect(inactive).toMatchObject({ active: false, email: null });
  const stranded = await firstOf(sue, `assignedTo=${inactive.id}`);
  await patch(ana, stranded, { status: 'new' }).expect(403);
  const { body: moved } = await patch(sue, stranded, { assignedTo: cast.harbour.employee.id }).expect(200);
  expect(moved.assignedTo).toBe(cast.harbour.employee.id);
});
