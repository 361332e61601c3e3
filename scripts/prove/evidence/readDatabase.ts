import type { Sql } from '../installation/sql.ts';
import type { Action, Row } from './evidence.ts';
import { flatFields } from '../history/flatFields.ts';

const instant = (column: string, name: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "${name}"`;

const CUSTOMERS = `select id, name, email, phone, status, priority, assigned_to as "assignedTo", archived,
  ${instant('due_at', 'dueAt')}, ${instant('follow_up_at', 'followUpAt')}, notes, tags, fields, version,
  ${instant('updated_at', 'updatedAt')}
  from customers where organisation_id = $1`;

const ACTIONS = `select id, position::float8 as position, transaction_id::text::float8 as transaction, customer_id as customer, type, customer_version as version, changes, comment,
  operation_id as operation, batch_id as batch, ${instant('created_at', 'createdAt')}
  from customer_actions where organisation_id = $1 and position > $2 order by position limit $3`;

/** Rows a statement: a run of many changes has more than one answer should hold. */
const PAGE = 50_000;

export async function readRows(sql: Sql, organisationId: string): Promise<Map<string, Row>> {
  const found = await sql<{ id: string; version: number; updatedAt: string }>(CUSTOMERS, [organisationId]);
  return new Map(
    found.map(({ id, version, updatedAt, ...state }) => [
      id,
      { id, version, updatedAt, fields: flatFields(state) },
    ]),
  );
}

export async function readActions(sql: Sql, organisationId: string): Promise<Action[]> {
  const actions: Action[] = [];
  for (let after = 0; ; after = actions.at(-1)?.position ?? 0) {
    const page = await sql<Action>(ACTIONS, [organisationId, after, PAGE]);
    for (const action of page) actions.push(action);
    if (page.length < PAGE) return actions;
  }
}

export async function readBatches(sql: Sql, organisationId: string): Promise<Map<string, string>> {
  const found = await sql<{ id: string; operation: string }>(
    'select id, operation_id as operation from batches where organisation_id = $1',
    [organisationId],
  );
  return new Map(found.map(({ id, operation }) => [id, operation]));
}

/** Digests of the sessions that are worth something. */
export async function readSessions(sql: Sql, organisationId: string): Promise<Set<string>> {
  const found = await sql<{ sid: string }>(
    `select s.sid from sessions s join employees e on e.organisation_id = s.organisation_id and e.id = s.employee_id
     where s.organisation_id = $1 and s.expire > now() and e.active and (s.sess ->> 'epoch')::integer = e.session_epoch`,
    [organisationId],
  );
  return new Set(found.map(({ sid }) => sid));
}
