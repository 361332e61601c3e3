import type { Board, BoardPool } from '@caseload/shared/board/board.ts';
import { worksThroughCustomers } from '@caseload/shared/rules/worksThroughCustomers.ts';
import type { LoadRow, MovesRow, PersonRow } from './queries.ts';
import { suggestBalance } from './suggestBalance.ts';

type Found = {
  readonly asOf: string;
  /** The day it is for whoever asks. */
  readonly today: string;
  readonly people: readonly PersonRow[];
  readonly pool: readonly LoadRow[];
  readonly moves: readonly MovesRow[];
};

/** Rows by person and status as one row a person, with what would even them out. */
export function presentBoard({ asOf, today, people: rows, pool, moves }: Found): Board {
  const movesOf = new Map(moves.map((row) => [row.person, row]));
  const people = [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, ofPerson]) => {
    const [first] = ofPerson;
    if (first === undefined) return [];
    const { name, role, active, awayUntil } = first;
    const work = ofPerson.flatMap((row) => (row.status === null ? [] : [row]));
    return [
      {
        employee: { id, name, role, active },
        awayUntil: awayUntil !== null && awayUntil >= today ? awayUntil : null,
        ...loadOf(work, movesOf.get(id)),
      },
    ];
  });
  return {
    asOf,
    people,
    unassigned: loadOf(pool, movesOf.get(null)),
    balance: suggestBalance(people.filter(sharesWork).map(({ employee, open }) => ({ ...employee, open }))),
  };
}

/** Nobody gives to or takes from who is away, gone, or there to look after others. */
const sharesWork = ({ employee, awayUntil }: Board['people'][number]) =>
  worksThroughCustomers(employee) && awayUntil === null;

function loadOf(rows: readonly LoadRow[], moves: MovesRow | undefined): BoardPool {
  const total = (count: (row: LoadRow) => number) => rows.reduce((sum, row) => sum + count(row), 0);
  const dues = rows.flatMap(({ oldestDueAt }) => oldestDueAt ?? []).toSorted();
  return {
    open: total(({ open }) => open),
    overdue: total(({ overdue }) => overdue),
    dueThisWeek: total(({ dueThisWeek }) => dueThisWeek),
    oldestDueAt: dues[0] ?? null,
    inToday: moves?.came ?? 0,
    outToday: moves?.went ?? 0,
    byStatus: Object.fromEntries(rows.map(({ status, open }) => [status, open])),
  };
}
