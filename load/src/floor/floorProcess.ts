import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { randomUUIDv7 } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { FloorPlan } from './floorPlan.ts';

// What the machine allows: node:http and pg, the same SQL on the same tables, and nothing else. No session, no
// permission, no row-level security, no validation, no idempotency, no answer for bad input. Started by
// `npm run load`, which sends the plan and is told the address.
process.once('message', (plan: FloorPlan) => {
  const pool = new Pool({ connectionString: plan.databaseUrl, max: 50 });
  const server = createServer((request, response) => {
    answer(pool, plan, request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ address: `http://127.0.0.1:${port}` });
  });
});
process.once('disconnect', () => process.exit());

async function answer(
  pool: Pool,
  plan: FloorPlan,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, what, id = ''] = (request.url ?? '').split('/');
  switch (what) {
    case 'page': {
      const { text, name } = plan.page;
      return sendText(response, (await pool.query({ name, text, values: plan.pageValues[id] ?? [] })).rows);
    }
    case 'comment': {
      const { body } = await readJson(request);
      const values = [plan.organisationId, randomUUIDv7(), id, plan.actorId, body, randomUUIDv7()];
      return sendText(response, (await pool.query({ name: 'comment', text: COMMENT, values })).rows);
    }
    case 'update': {
      const { notes } = await readJson(request);
      const values = [plan.organisationId, id, notes, randomUUIDv7(), plan.actorId, randomUUIDv7()];
      return sendText(response, (await pool.query({ name: 'update', text: UPDATE, values })).rows);
    }
    default:
      response.statusCode = 404;
      response.end();
  }
}

const COMMENT = `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, comment, via, operation_id)
  values ($1, $2, $3, 'comment', $4, $5, 'api', $6)
  returning json_build_object('id', id, 'comment', comment, 'createdAt', created_at)::text as json`;
/** Lock, save and audit row in one statement: nobody has to decide anything between them. */
const UPDATE = `with locked as (select id, notes, version from customers where organisation_id = $1 and id = $2 for update),
  saved as (update customers c set notes = $3 from locked where c.organisation_id = $1 and c.id = locked.id
    returning c.*, locked.notes as earlier),
  recorded as (insert into customer_actions
    (organisation_id, id, customer_id, type, actor_id, changes, customer_version, via, operation_id)
    select $1, $4, id, 'update', $5, jsonb_build_array(jsonb_build_object('field', 'notes', 'from', earlier, 'to', notes)),
      version, 'api', $6 from saved)
  select row_to_json(saved)::text as json from saved`;

type Rows = ReadonlyArray<{ readonly json: string }>;

function sendText(response: ServerResponse, rows: Rows): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(rows[0]?.json ?? 'null');
}

async function readJson(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}
