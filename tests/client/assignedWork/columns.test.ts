import { SORTS } from '@caseload/shared/assignedWork/endpoints.ts';
import { expect, test } from 'vitest';
import { columnsOf, extraColumnOf, nextSort, SORTED_BY } from '@caseload/client/assignedWork/columns.ts';

test('pressing a heading sorts by its column, and again the other way round', () => {
  for (const column of columnsOf('followUpAt')) {
    const first = nextSort(column, 'createdAt');
    if (first === null) continue;
    const second = nextSort(column, first);
    expect(SORTED_BY[first].column).toBe(column);
    expect(second === null ? null : SORTED_BY[second].column).toBe(column);
    expect(second).not.toBe(first);
    expect(second === null ? null : nextSort(column, second)).toBe(first);
  }
  expect(nextSort('status', 'dueAt')).toBeNull();
});

test('both orders of a key say so to screen readers', () => {
  for (const sort of SORTS.filter((key) => !key.startsWith('-'))) {
    const back = SORTS.find((key) => key === `-${sort}`);
    expect(back === undefined ? null : SORTED_BY[back].column).toBe(SORTED_BY[sort].column);
    expect(back === undefined ? null : SORTED_BY[back].direction).not.toBe(SORTED_BY[sort].direction);
  }
});

test('the list tells what matters in it', () => {
  expect(extraColumnOf({ filter: { assignedTo: 'me' }, sort: 'dueAt' })).toBe('contact');
  expect(extraColumnOf({ filter: { assignedTo: 'none' }, sort: 'dueAt' })).toBe('assignedTo');
  expect(extraColumnOf({ filter: { assignedTo: 'me', followUp: 'set' }, sort: 'dueAt' })).toBe('followUpAt');
  expect(extraColumnOf({ filter: { assignedTo: 'me', followUp: 'awake' }, sort: 'dueAt' })).toBe('contact');
});
