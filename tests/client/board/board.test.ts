import type { BoardRow } from '@caseload/shared/board/board.ts';
import { expect, test } from 'vitest';
import { keepOrder, sortPeople } from '@caseload/client/board/boardOrder.ts';
import { readBoardSearch } from '@caseload/client/board/boardSearch.ts';
import { countOf, giversOf } from '@caseload/client/board/givers.ts';

const TEAM = '01945b2e-7d51-7bb8-9d2c-6d1a4f0e9c11';

function row(id: string, open: number, overdue: number): BoardRow {
  return {
    employee: { id, name: id, role: 'employee', active: true },
    awayUntil: null,
    open,
    overdue,
    dueThisWeek: 0,
    oldestDueAt: null,
    inToday: 0,
    outToday: 0,
    byStatus: {},
  };
}

const people = [row('Ana', 5, 3), row('Ben', 9, 1), row('Cem', 5, 3), row('Éva', 0, 0), row('Eve', 0, 0)];
const idsOf = (rows: readonly BoardRow[]) => rows.map(({ employee }) => employee.id);

test.each([
  ['load', ['Ben', 'Ana', 'Cem', 'Éva', 'Eve']],
  ['overdue', ['Ana', 'Cem', 'Ben', 'Éva', 'Eve']],
  ['name', ['Ana', 'Ben', 'Cem', 'Éva', 'Eve']],
] as const)('people by %s, equals by name', (sort, expected) => {
  expect(sortPeople(people.toReversed(), sort)).toEqual(expected);
});

test('rows keep their places when numbers change; who is new comes last, who is gone leaves', () => {
  const order = sortPeople(people, 'load');
  const later = [row('Ana', 99, 0), row('Dan', 50, 0), ...people.slice(1, 4)];
  expect(idsOf(keepOrder(order, later))).toEqual(['Ben', 'Ana', 'Cem', 'Éva', 'Dan']);
  expect(keepOrder(order, later)[1]?.open).toBe(99);
  expect(idsOf(keepOrder([], people))).toEqual(idsOf(people));
});

test.each([
  [{}, {}],
  [
    { team: TEAM, sort: 'overdue' },
    { team: TEAM, sort: 'overdue' },
  ],
  [
    { team: 'all', sort: 'name' },
    { team: 'all', sort: 'name' },
  ],
  [{ team: 'bakeries', sort: 'load' }, {}],
  [{ sort: 'password' }, {}],
])('the address %j is read as %j', (raw, expected) => {
  expect(readBoardSearch(raw)).toEqual(expected);
});

test('moves by who gives, each with what it comes to', () => {
  const person = (id: string) => ({ id, name: `${id}!` });
  const move = (from: string, to: string, count: number) => ({ from: person(from), to: person(to), count });
  const moves = [move('a', 'c', 60), move('a', 'd', 2), move('b', 'd', 5)];
  expect(giversOf(moves)).toEqual([
    { id: 'a', name: 'a!', count: 62, moves: moves.slice(0, 2) },
    { id: 'b', name: 'b!', count: 5, moves: moves.slice(2) },
  ]);
  expect(countOf(moves)).toBe(67);
  expect(giversOf([])).toEqual([]);
});
