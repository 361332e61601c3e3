import type { Draft } from '@caseload/shared/desk/endpoints.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { drafts } from '@caseload/db/schema/desk.ts';
import { selectList } from '@caseload/db/selectList.ts';
import type { Actor } from '../session/actor.ts';

/** Whose desk, and of which customer. */
export type Place = { readonly actor: Actor; readonly customerId: string };

// All of it is written by hand: it is asked with every customer that is opened, and while people type.

/** One row when the customer is there. Locks nothing, so it never waits for an editor. */
export const findPresence = (tx: Transaction, { actor, customerId }: Place) =>
  tx.rows<{ id: string }>(
    'select id from customers where organisation_id = $1 and id = $2',
    [actor.organisationId, customerId],
    'find_presence',
  );

export const findVisit = (tx: Transaction, { actor, customerId }: Place) =>
  tx.rows<{ seenActionId: string; visitedAt: string }>(
    `select seen_action_id as "seenActionId", visited_at as "visitedAt" from customer_visits
     where organisation_id = $1 and employee_id = $2 and customer_id = $3`,
    [actor.organisationId, actor.id, customerId],
    'find_visit',
  );

/**
 * Remembers an action of this customer as the last one seen, unless a later one is remembered already. One
 * that this statement cannot see yet is later as well: then the comparison is null, and nothing changes.
 */
export const saveVisit = (tx: Transaction, { actor, customerId }: Place, actionId: string) =>
  tx.raw(
    `insert into customer_visits as v (organisation_id, employee_id, customer_id, seen_action_id)
     select a.organisation_id, $2, a.customer_id, a.id
     from customer_actions a where a.organisation_id = $1 and a.customer_id = $3 and a.id = $4
     on conflict (organisation_id, employee_id, customer_id) do update
     set seen_action_id = excluded.seen_action_id, visited_at = clock_timestamp()
     where (select a.position from customer_actions a where a.organisation_id = $1 and a.id = excluded.seen_action_id)
       >= (select a.position from customer_actions a where a.organisation_id = $1 and a.id = v.seen_action_id)`,
    [actor.organisationId, actor.id, customerId, actionId],
    'save_visit',
  );

/** One row when the action is one of this customer. */
export const findActionOf = (tx: Transaction, { actor, customerId }: Place, actionId: string) =>
  tx.rows<{ id: string }>(
    'select id from customer_actions where organisation_id = $1 and customer_id = $2 and id = $3',
    [actor.organisationId, customerId, actionId],
    'find_action_of',
  );

export const DRAFTS_MAXIMUM = 200;

const COLUMNS = selectList({
  customerId: drafts.customerId,
  kind: drafts.kind,
  device: drafts.device,
  content: drafts.content,
  typedAt: drafts.typedAt,
});
const OF_PERSON = `select ${COLUMNS} from drafts where organisation_id = $1 and employee_id = $2`;
const NEWEST_FIRST = `order by typed_at desc, customer_id, kind, device limit ${DRAFTS_MAXIMUM}`;

/** Every draft of the person, newest first; those of one customer when it is named. */
export const listDrafts = (
  tx: Transaction,
  { organisationId, id }: Actor,
  customerId?: string,
): Statement<Draft[]> =>
  customerId === undefined
    ? tx.rows<Draft>(`${OF_PERSON} ${NEWEST_FIRST}`, [organisationId, id], 'list_drafts')
    : tx.rows<Draft>(
        `${OF_PERSON} and customer_id = $3 ${NEWEST_FIRST}`,
        [organisationId, id, customerId],
        'list_drafts_here',
      );

export type DraftName = { readonly kind: string; readonly device: string };

/** Lets the saves of one person take turns, so that counting their drafts is exact. */
export const takeTurns = (tx: Transaction, { organisationId, id }: Actor) =>
  tx.raw(
    'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    [`drafts/${organisationId}/${id}`],
    'take_turns',
  );

/**
 * Keeps a draft unless a later one of the device is kept, or the person has as many others as there may be. A
 * clock that is ahead would hold off all that is typed once it is right again, so no time is later than now.
 */
export const saveDraft = (
  tx: Transaction,
  { actor, customerId }: Place,
  draft: DraftName & Pick<Draft, 'content' | 'typedAt'>,
) =>
  tx.raw(
    `insert into drafts (organisation_id, employee_id, customer_id, kind, device, content, typed_at)
     select $1, $2, $3, $4, $5, $6, least($7::timestamptz, clock_timestamp())
     where (select count(*) from drafts d where d.organisation_id = $1 and d.employee_id = $2
       and (d.customer_id, d.kind, d.device) <> ($3::uuid, $4, $5)) < $8
     on conflict (organisation_id, employee_id, customer_id, kind, device) do update
     set content = excluded.content, typed_at = excluded.typed_at
     where excluded.typed_at >= drafts.typed_at`,
    [
      actor.organisationId,
      actor.id,
      customerId,
      draft.kind,
      draft.device,
      JSON.stringify(draft.content),
      draft.typedAt,
      DRAFTS_MAXIMUM,
    ],
    'save_draft',
  );

const IS_DRAFT = `organisation_id = $1 and employee_id = $2 and customer_id = $3 and kind = $4 and device = $5`;

const valuesOf = ({ actor, customerId }: Place, { kind, device }: DraftName) => [
  actor.organisationId,
  actor.id,
  customerId,
  kind,
  device,
];

export const findDraft = (tx: Transaction, place: Place, name: DraftName) =>
  tx.rows<{ one: number }>(
    `select 1 as one from drafts where ${IS_DRAFT}`,
    valuesOf(place, name),
    'find_draft',
  );

export const deleteDraft = (tx: Transaction, place: Place, name: DraftName) =>
  tx.raw(`delete from drafts where ${IS_DRAFT}`, valuesOf(place, name), 'delete_draft');
