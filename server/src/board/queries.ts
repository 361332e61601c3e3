import type { Role } from '@caseload/shared/employees/employee.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { type NamedStatement, nameStatement, Values } from '../assignedWork/statement.ts';

/** Which work counts, and when its days begin. */
export type BoardQuestion = {
  readonly organisationId: string;
  readonly team: string | undefined;
  /** Of the categories open and waiting. */
  readonly statuses: readonly string[];
  /** The first moment of today, and of the day after the coming Sunday. */
  readonly today: string;
  readonly weekEnd: string;
};

/** The open work of one person, or of nobody, in one status. */
export type LoadRow = {
  status: string;
  open: number;
  overdue: number;
  dueThisWeek: number;
  oldestDueAt: string | null;
};
/** Once for each status a person has open work in; with nulls for who has none. */
export type PersonRow = {
  id: string;
  name: string;
  role: Role;
  active: boolean;
  awayUntil: string | null;
} & (LoadRow | { [K in keyof LoadRow]: null });
/** Nobody is the pool. */
export type MovesRow = { person: string | null; came: number; went: number };

const run = <R extends Record<string, unknown>>(
  tx: Transaction,
  { text, values, name }: NamedStatement,
): Statement<R[]> => tx.rows<R>(text, values, name);

export const listPeople = (tx: Transaction, question: BoardQuestion) =>
  run<PersonRow>(tx, peopleStatement(question));

export const listPool = (tx: Transaction, question: BoardQuestion) =>
  run<LoadRow>(tx, poolStatement(question));

export const listMoves = (tx: Transaction, question: BoardQuestion) =>
  run<MovesRow>(tx, movesStatement(question));

/**
 * Everybody with their work by status. For each person and status it is one range of `customers_assigned_work`,
 * which holds all that is counted: however many customers are done or archived, none of them is read.
 */
export function peopleStatement(question: BoardQuestion): NamedStatement {
  const values = new Values();
  const organisation = values.add(question.organisationId);
  const work = loadOf('c.assigned_to = e.id', organisation, question, values);
  const team =
    question.team === undefined
      ? ''
      : `and exists (select from team_members m where m.organisation_id = ${organisation}
          and m.team_id = ${values.add(question.team)} and m.employee_id = e.id)`;
  return nameStatement(
    `select e.id, e.name, e.role, e.active, e.away_until::text as "awayUntil", work.*
     from employees e left join lateral (${work}) work on true
     where e.organisation_id = ${organisation} and (e.active or work.open is not null) ${team}
     order by e.name, e.id`,
    values,
  );
}

/** The work of nobody by status: for each one a range of `customers_unassigned`. */
export function poolStatement(question: BoardQuestion): NamedStatement {
  const values = new Values();
  const organisation = values.add(question.organisationId);
  return nameStatement(loadOf('c.assigned_to is null', organisation, question, values), values);
}

function loadOf(holder: string, organisation: string, question: BoardQuestion, values: Values): string {
  const today = `${values.add(question.today)}::timestamptz`;
  const weekEnd = `${values.add(question.weekEnd)}::timestamptz`;
  return `select c.status, count(*)::int as open,
      count(*) filter (where c.due_sort < ${today})::int as overdue,
      count(*) filter (where c.due_sort >= ${today} and c.due_sort < ${weekEnd})::int as "dueThisWeek",
      nullif(min(c.due_sort), 'infinity') as "oldestDueAt"
    from customers c
    where c.organisation_id = ${organisation} and ${holder}
      and c.status = any(${values.add(question.statuses)}::text[]) and c.archived = false
    group by c.status`;
}

/**
 * How many customers came to and went from whom today: the actions of today, a range of
 * `customer_actions_activity`. A new customer comes from nowhere, and one given to nobody comes to the pool.
 */
export function movesStatement(question: BoardQuestion): NamedStatement {
  const values = new Values();
  return nameStatement(
    `select m.person, sum(m.came)::int as came, sum(m.went)::int as went
     from customer_actions a
     left join lateral (
       select change ->> 'from' as giver, change ->> 'to' as taker from jsonb_array_elements(a.changes) as change
       where change ->> 'field' = 'assignedTo'
     ) moved on true
     cross join lateral (values (moved.taker, 1, 0), (moved.giver, 0, 1)) as m(person, came, went)
     where a.organisation_id = ${values.add(question.organisationId)}
       and a.created_at >= ${values.add(question.today)}::timestamptz
       and (a.changes @> '[{"field": "assignedTo"}]' or (a.customer_version = 1 and a.changes <> '[]'))
       and (a.customer_version > 1 or m.came = 1)
     group by m.person`,
    values,
  );
}
