import type { Activity, ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { type NamedStatement, nameStatement, Values } from '../assignedWork/statement.ts';
import { type Moment, wasCommitted } from '../customerActions/asOf.ts';
import { ATTACHMENTS_OF_ACTION } from '../customerActions/queries.ts';
import { assigneeMoveConditions } from './assigneeMoves.ts';
import { statusMoveConditions } from './statusMoves.ts';

/** Where a page ended: the time as exact text, and the action's place in the feed, which breaks ties. */
export type ActivityPosition = { readonly createdAt: string; readonly position: string };

export type ActivityPage = {
  readonly organisationId: string;
  readonly filter: ActivityFilter;
  /** Only what is older than this. */
  readonly after: ActivityPosition | undefined;
  /** Only what had been committed by then. */
  readonly asOf?: Moment;
  readonly rows: number;
  readonly withAttachments: boolean;
};

type ActivityRow = Omit<CustomerAction, 'actor'> & {
  actorId: string;
  actorName: string;
  customerName: string;
  place: string;
};
export type FoundActivity = Activity & { readonly position: string };

// The position is called otherwise here: ORDER BY takes a name of the result first, and texts sort otherwise.
// The names are looked up for the rows of the page alone: joined, they could cost the order of the index.
const COLUMNS = `id, customer_id as "customerId", type, actor_id as "actorId", changes, comment,
  customer_version as "customerVersion", via, request_id as "requestId", batch_id as "batchId", created_at as "createdAt", position::text as place,
  (select e.name from employees e
    where e.organisation_id = customer_actions.organisation_id and e.id = customer_actions.actor_id) as "actorName",
  (select c.name from customers c
    where c.organisation_id = customer_actions.organisation_id and c.id = customer_actions.customer_id) as "customerName"`;

/** The actions of one page, newest first. */
export function listActivity(tx: Transaction, page: ActivityPage): Statement<ActivityRow[]> {
  const { text, values, name } = activityStatement(page);
  return tx.rows<ActivityRow>(text, values, name);
}

/**
 * One page. It is a range of `customer_actions_trail` when a customer is named, of `customer_actions_of_actor`
 * when a person is, else of `customer_actions_activity` or of the part of it that holds the moves that are meant: read
 * backwards and never sorted.
 */
export function activityStatement(page: ActivityPage): NamedStatement {
  const { filter, withAttachments } = page;
  const values = new Values();
  const range = rangeOf(filter);
  const conditions = conditionsOf(page.organisationId, filter, range, values);
  if (page.after) conditions.push(olderThan(page.after, range, values));
  if (page.asOf !== undefined) conditions.push(wasCommitted('customer_actions', page.asOf, values));
  const attachments = withAttachments ? ATTACHMENTS_OF_ACTION : `'[]'::jsonb`;
  return nameStatement(
    `select ${COLUMNS}, ${attachments} as attachments from customer_actions
     where ${conditions.join(' and ')}
     order by ${range.keys.map((key) => `${key} desc`).join(', ')} limit ${values.add(page.rows)}`,
    values,
  );
}

/** The organisation is the first value of the statement. */
const isActorOfTeam = (team: string, values: Values) =>
  `actor_id = any(array(select m.employee_id from team_members m
    where m.organisation_id = $1 and m.team_id = ${values.add(team)}))`;

/** How many rows a file has that holds all of it: one for each changed field, and one for what changed none. */
export function countLines(
  tx: Transaction,
  organisationId: string,
  filter: ActivityFilter,
): Statement<Array<{ total: number }>> {
  const values = new Values();
  const conditions = conditionsOf(organisationId, filter, rangeOf(filter), values);
  const { text, name } = nameStatement(
    `select coalesce(sum(greatest(jsonb_array_length(changes), 1)), 0)::float8 as total from customer_actions
     where ${conditions.join(' and ')}`,
    values,
  );
  return tx.rows<{ total: number }>(text, values.list, name);
}

function conditionsOf(
  organisationId: string,
  filter: ActivityFilter,
  range: Range,
  values: Values,
): string[] {
  const conditions = [`organisation_id = ${values.add(organisationId)}`];
  const add = (condition: (place: string) => string, value: unknown) => {
    if (value !== undefined) conditions.push(condition(values.add(value)));
  };
  add((value) => `${range.lead} between ${value}::uuid and ${value}::uuid`, range.value);
  if (range.lead !== 'actor_id') add((actor) => `actor_id = ${actor}`, filter.actor);
  add((types) => `type = any(${types}::text[])`, filter.type);
  add((doors) => `via = any(${doors}::text[])`, filter.via);
  add((change) => `changes @> ${change}::jsonb`, filter.field && JSON.stringify([{ field: filter.field }]));
  add((from) => `created_at >= ${from}::timestamptz`, filter.from);
  add((before) => `created_at < ${before}::timestamptz`, filter.before);
  if (filter.team !== undefined) conditions.push(isActorOfTeam(filter.team, values));
  return [...conditions, ...statusMoveConditions(filter, values), ...assigneeMoveConditions(filter, values)];
}

type Key = 'customer_id' | 'actor_id' | 'created_at' | 'position';
/** The index to read: what its entries must begin with, and what they are ordered by. */
type Range = { readonly lead?: Key; readonly value?: string; readonly keys: readonly Key[] };

/**
 * The lead is compared as a range and is part of the order. Written as an equality it would be left out of the
 * order, and PostgreSQL, which thinks that everybody is equally active at all times, would walk through the
 * actions of all to find those of one. A customer's are in the order of their audit trail.
 */
function rangeOf({ customer, actor }: ActivityFilter): Range {
  if (customer !== undefined)
    return { lead: 'customer_id', value: customer, keys: ['customer_id', 'position'] };
  const keys = ['created_at', 'position'] as const;
  return actor === undefined ? { keys } : { lead: 'actor_id', value: actor, keys: ['actor_id', ...keys] };
}

function olderThan(
  { createdAt, position }: ActivityPosition,
  { value, keys }: Range,
  values: Values,
): string {
  const places = keys.map((key) => {
    if (key === 'created_at') return `${values.add(createdAt)}::timestamptz`;
    return key === 'position' ? `${values.add(position)}::bigint` : `${values.add(value)}::uuid`;
  });
  return `(${keys.join(', ')}) < (${places.join(', ')})`;
}

export function findActivity(tx: Transaction, organisationId: string, id: string): Statement<ActivityRow[]> {
  return tx.rows<ActivityRow>(
    `select ${COLUMNS}, ${ATTACHMENTS_OF_ACTION} as attachments from customer_actions
     where organisation_id = $1 and id = $2`,
    [organisationId, id],
    'activity_one',
  );
}

export function presentActivity({
  actorId,
  actorName,
  customerName,
  place,
  ...rest
}: ActivityRow): FoundActivity {
  return {
    action: { ...rest, actor: { id: actorId, name: actorName } },
    customer: { id: rest.customerId, name: customerName },
    position: place,
  };
}
