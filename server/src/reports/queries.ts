import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { IS_STATUS_MOVE, statusMoveConditions } from '../activity/statusMoves.ts';
import { Values } from '../assignedWork/statement.ts';

export type PersonRow = { id: string; name: string; active: boolean };

/** Whose numbers; everybody's, and nobody's, when there are no ids. */
export type People = readonly string[] | undefined;
type Bounds = { readonly from: string; readonly before: string };
type Text = { readonly text: string; readonly values: unknown[] };

const run = <R extends Record<string, unknown>>(tx: Transaction, { text, values }: Text): Statement<R[]> =>
  tx.rows<R>(text, values);

export function listPeople(
  tx: Transaction,
  organisationId: string,
  { team, person }: { team: string | undefined; person: string | undefined },
): Statement<PersonRow[]> {
  return tx.rows<PersonRow>(
    `select id, name, active from employees e where organisation_id = $1 and ($2::uuid is null or id = $2)
       and ($3::uuid is null or exists (select from team_members m
         where m.organisation_id = $1 and m.team_id = $3 and m.employee_id = e.id))
     order by name, id`,
    [organisationId, person ?? null, team ?? null],
  );
}

/** Ends of the buckets, oldest first: the number of a bucket is how many of them have been reached. */
export type OpenWorkQuestion = {
  readonly organisationId: string;
  readonly people: People;
  readonly statuses: readonly string[];
  readonly ages: readonly string[];
  readonly lateness: readonly string[];
  readonly today: string;
};
export type OpenWorkRow = { person: string | null; age: number; late: number | null; open: number };

/** Everything that is open, by whose it is, how old it is and how long it is overdue: one look at each customer. */
export const listOpenWork = (tx: Transaction, question: OpenWorkQuestion) =>
  run<OpenWorkRow>(tx, openWorkStatement(question));

export function openWorkStatement(question: OpenWorkQuestion): Text {
  const values = new Values();
  const organisation = values.add(question.organisationId);
  const text = `select assigned_to as person, width_bucket(created_at, ${values.add(question.ages)}::timestamptz[]) as age,
      case when due_sort < ${values.add(question.today)}::timestamptz
        then width_bucket(due_sort, ${values.add(question.lateness)}::timestamptz[]) end as late,
      count(*)::int as open
    from customers
    where organisation_id = ${organisation} and status = any(${values.add(question.statuses)}::text[])
      and archived = false ${among('assigned_to', question.people, values)}
    group by 1, 2, 3`;
  return { text, values: values.list };
}

export type PeriodQuestion = {
  readonly organisationId: string;
  readonly people: People;
  readonly statuses: readonly Status[];
  /** The first moment of each day, and of the day after the last. */
  readonly starts: readonly string[];
};
/** Days are counted from 1. */
export type CreatedRow = { day: number; created: number; broughtIn: number };
export type ResolvedRow = { day: number; actor: string; byImport: boolean; resolved: number };
export type StayRow = {
  status: string;
  left: number;
  timed: number;
  median: number | null;
  average: number | null;
  slowestTenth: number | null;
};

export const listCreated = (tx: Transaction, question: PeriodQuestion) =>
  run<CreatedRow>(tx, createdStatement(question));
export const listResolved = (tx: Transaction, question: PeriodQuestion) =>
  run<ResolvedRow>(tx, resolvedStatement(question));
export const listStays = (tx: Transaction, question: PeriodQuestion) =>
  run<StayRow>(tx, staysStatement(question));

/** New customers by day: ranges of `customers_by_created`, for which every status has to be named. */
export function createdStatement({ organisationId, people, statuses, starts }: PeriodQuestion): Text {
  const values = new Values();
  const organisation = values.add(organisationId);
  const days = values.add(starts);
  const text = `select width_bucket(c.created_at, ${days}::timestamptz[]) as day, count(*)::int as created,
      count(*) filter (where a.via in ('import', 'seed'))::int as "broughtIn"
    from customers c
    left join customer_actions a on a.organisation_id = ${organisation} and a.customer_id = c.id and a.customer_version = 1
    where c.organisation_id = ${organisation} and c.status = any(${values.add(statuses.map(({ key }) => key))}::text[])
      and c.archived = any('{false,true}') and ${within('c.created_at', boundsOf(starts), values)}
      ${among('c.assigned_to', people, values)}
    group by 1`;
  return { text, values: values.list };
}

/** Who moved how much into a done status, by day. */
export function resolvedStatement({ organisationId, people, statuses, starts }: PeriodQuestion): Text {
  const values = new Values();
  const organisation = values.add(organisationId);
  const keys = (isDone: boolean) =>
    statuses.filter(({ category }) => (category === 'done') === isDone).map(({ key }) => key);
  const moves = statusMoveConditions({ fromStatus: keys(false), toStatus: keys(true) }, values);
  const text = `select width_bucket(created_at, ${values.add(starts)}::timestamptz[]) as day, actor_id as actor,
      via = 'import' as "byImport", count(*)::int as resolved
    from customer_actions
    where organisation_id = ${organisation} and ${moves.join(' and ')}
      and ${within('created_at', boundsOf(starts), values)} ${among('actor_id', people, values)}
    group by 1, 2, 3`;
  return { text, values: values.list };
}

/**
 * How long customers had been in a status when they left it: from the action before that set it. For the first
 * status that is the customer's first action, which says nothing of when the customer came into it when it was
 * imported, or when the customer is older than its history. Those stays are counted and not timed.
 */
export function staysStatement({ organisationId, people, starts }: PeriodQuestion): Text {
  const values = new Values();
  const organisation = values.add(organisationId);
  const text = `with moves as (
      select customer_id, customer_version, created_at,
        (select change ->> 'from' from jsonb_array_elements(changes) as change where change ->> 'field' = 'status') as status
      from customer_actions
      where organisation_id = ${organisation} and ${IS_STATUS_MOVE}
        and ${within('created_at', boundsOf(starts), values)} ${among('actor_id', people, values)}
    ), stays as (
      select m.status, case
        when entered.customer_version > 1 or (entered.via <> 'import'
          and (select c.created_at >= entered.created_at - interval '1 minute' from customers c
            where c.organisation_id = ${organisation} and c.id = m.customer_id))
        then extract(epoch from m.created_at - entered.created_at)::float8 end as seconds
      from moves m cross join lateral (
        select p.created_at, p.customer_version, p.via from customer_actions p
        where p.organisation_id = ${organisation} and p.customer_id = m.customer_id
          and p.customer_version < m.customer_version
          and (p.customer_version = 1 or p.changes @> '[{"field": "status"}]')
        order by p.customer_version desc limit 1
      ) entered
    )
    select status, count(*)::int as left, count(seconds)::int as timed, avg(seconds) as average,
      percentile_cont(0.5) within group (order by seconds) as median,
      percentile_cont(0.9) within group (order by seconds) as "slowestTenth"
    from stays group by status`;
  return { text, values: values.list };
}

export type ConflictRow = { day: number; asked: number; merged: number };

export const listConflicts = (tx: Transaction, organisationId: string, starts: readonly string[]) =>
  tx.rows<ConflictRow>(
    `select width_bucket(quarter, $2::timestamptz[]) as day, sum(asked)::int as asked, sum(merged)::int as merged
     from conflict_counts where organisation_id = $1 and quarter >= $3 and quarter < $4 group by 1`,
    [organisationId, starts, starts.at(0), starts.at(-1)],
  );

/** One look at the beginning of an index each. */
export const findBeginnings = (tx: Transaction, organisationId: string) =>
  tx.rows<{ recordedSince: string | null; conflictsCountedSince: string | null }>(
    `select (select min(created_at) from customer_actions where organisation_id = $1) as "recordedSince",
       (select min(quarter) from conflict_counts where organisation_id = $1) as "conflictsCountedSince"`,
    [organisationId],
  );

const boundsOf = (starts: readonly string[]): Bounds => ({
  from: starts.at(0) ?? 'infinity',
  before: starts.at(-1) ?? '-infinity',
});

function within(column: string, { from, before }: Bounds, values: Values): string {
  return `${column} >= ${values.add(from)}::timestamptz and ${column} < ${values.add(before)}::timestamptz`;
}

const among = (column: string, people: People, values: Values): string =>
  people === undefined ? '' : `and ${column} = any(${values.add(people)}::uuid[])`;
