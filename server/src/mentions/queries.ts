import type { ParsedInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import type { readMentions } from '@caseload/shared/mentions/endpoints.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { mentions } from '@caseload/db/schema/mentions.ts';
import { nameStatement, Values } from '../assignedWork/statement.ts';
import { ACTION_COLUMNS } from '../customerActions/queries.ts';
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

// What follows is written by hand: the bell asks for it all day.

type FoundMention = CustomerAction & {
  readonly customer: { readonly id: string; readonly name: string };
  readonly readAt: string | null;
  readonly mentionedAt: string;
};

/** Newest first, from before a mention on. One range of the index `mentions_newest`. */
export function listMentions(
  tx: Transaction,
  { organisationId, id }: Actor,
  page: {
    readonly before: { readonly createdAt: string; readonly actionId: string } | undefined;
    readonly unread: boolean;
    readonly rows: number;
  },
): Statement<FoundMention[]> {
  const { before, unread, rows } = page;
  const values = new Values();
  const conditions = [
    `m.organisation_id = ${values.add(organisationId)}`,
    `m.employee_id = ${values.add(id)}`,
  ];
  if (unread) conditions.push('m.read_at is null');
  if (before) {
    const place = `${values.add(before.createdAt)}::timestamptz, ${values.add(before.actionId)}::uuid`;
    conditions.push(`(m.created_at, m.action_id) < (${place})`);
  }
  const { text, name } = nameStatement(
    `select action.*, jsonb_build_object('id', c.id, 'name', c.name) as customer,
       m.read_at as "readAt", m.created_at as "mentionedAt"
     from mentions m
     cross join lateral (
       select ${ACTION_COLUMNS} from customer_actions
       where organisation_id = m.organisation_id and id = m.action_id
     ) action
     join customers c on c.organisation_id = m.organisation_id and c.id = m.customer_id
     where ${conditions.join(' and ')}
     order by m.created_at desc, m.action_id desc limit ${values.add(rows)}`,
    values,
  );
  return tx.rows<FoundMention>(text, values.list, name);
}

const UNREAD = 'organisation_id = $1 and employee_id = $2 and read_at is null';

/** How many are unread, at most 1,000. */
export const countUnread = (tx: Transaction, { organisationId, id }: Actor) =>
  tx.rows<{ unread: number }>(
    `select count(*)::int as unread
     from (select from mentions where ${UNREAD} limit ${COUNT_AT_MOST}) as counted`,
    [organisationId, id],
    'count_unread',
  );

/** What was read before keeps its time. */
export function markRead(tx: Transaction, { organisationId, id }: Actor, which: Which) {
  const mark = `update mentions set read_at = clock_timestamp() where ${UNREAD}`;
  if ('actionIds' in which) {
    const values = [organisationId, id, which.actionIds];
    return tx.raw(`${mark} and action_id = any($3::uuid[])`, values, 'read_mentions');
  }
  if ('customerId' in which) {
    const values = [organisationId, id, which.customerId];
    return tx.raw(`${mark} and customer_id = $3`, values, 'read_mentions_here');
  }
  return tx.raw(mark, [organisationId, id], 'read_all_mentions');
}

type Which = ParsedInput<typeof readMentions>['body'];
