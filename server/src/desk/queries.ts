import { and, desc, eq, sql } from '@caseload/db/drizzle.ts';
import type { Draft } from '@caseload/shared/desk/endpoints.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { customerVisits, drafts } from '@caseload/db/schema/desk.ts';
import type { Actor } from '../session/actor.ts';

/** Whose desk, and of which customer. */
export type Place = { readonly actor: Actor; readonly customerId: string };

/** One row when the customer is there. Locks nothing, so it never waits for an editor. */
export const findPresence = (tx: Transaction, { actor, customerId }: Place) =>
  tx.db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.organisationId, actor.organisationId), eq(customers.id, customerId)));

export const findVisit = (tx: Transaction, { actor, customerId }: Place) =>
  tx.db
    .select({ seenActionId: customerVisits.seenActionId, visitedAt: customerVisits.visitedAt })
    .from(customerVisits)
    .where(
      and(
        eq(customerVisits.organisationId, actor.organisationId),
        eq(customerVisits.employeeId, actor.id),
        eq(customerVisits.customerId, customerId),
      ),
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
  );

/** One row when the action is one of this customer. */
export const findActionOf = (tx: Transaction, { actor, customerId }: Place, actionId: string) =>
  tx.rows<{ id: string }>(
    'select id from customer_actions where organisation_id = $1 and customer_id = $2 and id = $3',
    [actor.organisationId, customerId, actionId],
  );

export const DRAFTS_MAXIMUM = 200;

const draftColumns = {
  customerId: drafts.customerId,
  kind: drafts.kind,
  device: drafts.device,
  content: drafts.content,
  typedAt: drafts.typedAt,
};

const ofPerson = ({ organisationId, id }: Actor) =>
  and(eq(drafts.organisationId, organisationId), eq(drafts.employeeId, id));

/** Every draft of the person, newest first; those of one customer when it is named. */
export const listDrafts = (tx: Transaction, actor: Actor, customerId?: string) =>
  tx.db
    .select(draftColumns)
    .from(drafts)
    .where(and(ofPerson(actor), customerId === undefined ? undefined : eq(drafts.customerId, customerId)))
    .orderBy(desc(drafts.typedAt), drafts.customerId, drafts.kind, drafts.device)
    .limit(DRAFTS_MAXIMUM);

export type DraftName = { readonly kind: string; readonly device: string };

/** Lets the saves of one person take turns, so that counting their drafts is exact. */
export const takeTurns = (tx: Transaction, { organisationId, id }: Actor) =>
  tx.raw('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`drafts/${organisationId}/${id}`]);

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
  );

const isDraft = ({ actor, customerId }: Place, { kind, device }: DraftName) =>
  and(ofPerson(actor), eq(drafts.customerId, customerId), eq(drafts.kind, kind), eq(drafts.device, device));

export const findDraft = (tx: Transaction, place: Place, name: DraftName) =>
  tx.db.select({ one: sql<number>`1` }).from(drafts).where(isDraft(place, name));

export const deleteDraft = (tx: Transaction, place: Place, name: DraftName) =>
  tx.db.delete(drafts).where(isDraft(place, name));
