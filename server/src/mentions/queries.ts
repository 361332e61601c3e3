import { and, desc, eq, inArray, isNull, sql, type SQL } from '@caseload/db/drizzle.ts';
import type { ParsedInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { readMentions } from '@caseload/shared/mentions/endpoints.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customerActions } from '@caseload/db/schema/customerActions.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { mentions } from '@caseload/db/schema/mentions.ts';
import { employees } from '@caseload/db/schema/organisations.ts';
import { actionColumns } from '../customerActions/queries.ts';
import type { Actor } from '../session/actor.ts';

/** Counting stops here: nobody reads on a badge how many more there are. */
const COUNT_AT_MOST = 1_000;

/** Fails with `mentions_employee_fkey` or `mentions_active` when one of them cannot be told. */
export const insertMentions = (
  tx: Transaction,
  organisationId: string,
  action: { readonly id: string; readonly customerId: string },
  people: readonly string[],
) =>
  tx.db.insert(mentions).values(
    people.map((employeeId) => ({
      organisationId,
      employeeId,
      actionId: action.id,
      customerId: action.customerId,
    })),
  );

const ofPerson = ({ organisationId, id }: Actor) =>
  and(eq(mentions.organisationId, organisationId), eq(mentions.employeeId, id));

/** Newest first, from before a mention on. One range of the index `mentions_newest`. */
export function listMentions(
  tx: Transaction,
  actor: Actor,
  page: {
    readonly before: { readonly createdAt: string; readonly actionId: string } | undefined;
    readonly unread: boolean;
    readonly rows: number;
  },
) {
  const { before } = page;
  return tx.db
    .select({
      ...actionColumns,
      customer: { id: customers.id, name: customers.name },
      mention: { readAt: mentions.readAt, createdAt: mentions.createdAt },
    })
    .from(mentions)
    .innerJoin(
      customerActions,
      and(
        eq(customerActions.organisationId, mentions.organisationId),
        eq(customerActions.id, mentions.actionId),
      ),
    )
    .innerJoin(
      employees,
      and(
        eq(employees.organisationId, customerActions.organisationId),
        eq(employees.id, customerActions.actorId),
      ),
    )
    .innerJoin(
      customers,
      and(eq(customers.organisationId, mentions.organisationId), eq(customers.id, mentions.customerId)),
    )
    .where(
      and(
        ofPerson(actor),
        page.unread ? isNull(mentions.readAt) : undefined,
        before &&
          sql`(${mentions.createdAt}, ${mentions.actionId}) < (${before.createdAt}::timestamptz, ${before.actionId}::uuid)`,
      ),
    )
    .orderBy(desc(mentions.createdAt), desc(mentions.actionId))
    .limit(page.rows);
}

/** How many are unread, at most 1,000. */
export const countUnread = (tx: Transaction, actor: Actor) =>
  tx.db.select({ unread: sql<number>`count(*)::int` }).from(
    tx.db
      .select({ actionId: mentions.actionId })
      .from(mentions)
      .where(and(ofPerson(actor), isNull(mentions.readAt)))
      .limit(COUNT_AT_MOST)
      .as('counted'),
  );

/** What was read before keeps its time. */
export const markRead = (tx: Transaction, actor: Actor, which: Which) =>
  tx.db
    .update(mentions)
    .set({ readAt: sql`clock_timestamp()` })
    .where(and(ofPerson(actor), isNull(mentions.readAt), areMeant(which)));

type Which = ParsedInput<typeof readMentions>['body'];

function areMeant(which: Which): SQL | undefined {
  if ('actionIds' in which) return inArray(mentions.actionId, which.actionIds);
  return 'customerId' in which ? eq(mentions.customerId, which.customerId) : undefined;
}
