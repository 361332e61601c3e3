import { expect, test } from 'vitest';
import {
  countSelected,
  extendStep,
  extendTo,
  isSelected,
  letGo,
  NOTHING_SELECTED,
  type Selection,
  selectAllMatching,
  selectIds,
  selectLoaded,
  toggle,
} from '@caseload/client/assignedWork/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: Selection) => order.filter((id) => isSelected(selection, id)).join('');

test('one after the other, and a range from the last one', () => {
  const one = toggle(NOTHING_SELECTED, 'b');
  expect(chosen(one)).toBe('b');
  expect(chosen(extendTo(one, order, 'd'))).toBe('bcd');
  expect(chosen(extendTo(one, order, 'a'))).toBe('ab');
  expect(chosen(extendTo(NOTHING_SELECTED, order, 'c'))).toBe('c');
  expect(chosen(toggle(one, 'b'))).toBe('');
});

test('with Shift held the rows passed are chosen, and going back lets them go', () => {
  let selection = extendStep(NOTHING_SELECTED, order, 'b', 'c');
  selection = extendStep(selection, order, 'c', 'd');
  expect(chosen(selection)).toBe('bcd');
  selection = extendStep(selection, order, 'd', 'c');
  expect(chosen(selection)).toBe('bc');
  selection = extendStep(extendStep(selection, order, 'c', 'b'), order, 'b', 'a');
  expect(chosen(selection)).toBe('ab');
});

test('all that match are the filter without those let go', () => {
  const all = selectAllMatching({ assignedTo: 'me' }, 1_487);
  expect(chosen(all)).toBe('abcde');
  expect(countSelected(all)).toBe(1_487);
  const rest = letGo(toggle(all, 'c'), ['a', 'b']);
  expect(chosen(rest)).toBe('de');
  expect(countSelected(rest)).toBe(1_484);
  expect(rest).toMatchObject({ kind: 'all', filter: { assignedTo: 'me' } });
  expect(chosen(selectIds(rest, ['a']))).toBe('ade');
  expect(chosen(extendTo(toggle(rest, 'a'), order, 'c'))).toBe('abcde');
});

test('who chose all that was loaded may mean all that match, whatever is chosen or let go afterwards', () => {
  const page = selectLoaded(toggle(NOTHING_SELECTED, 'a'), ['a', 'b']);
  expect(chosen(page)).toBe('ab');
  expect(page).toMatchObject({ mayMeanAll: true });
  expect(toggle(toggle(page, 'b'), 'd')).toMatchObject({ mayMeanAll: true });
  expect(toggle(letGo(page, ['a', 'b']), 'd')).toMatchObject({ mayMeanAll: false });
  expect(selectIds(NOTHING_SELECTED, ['a', 'b'])).toMatchObject({ mayMeanAll: false });
  const all = selectLoaded(letGo(selectAllMatching({}, 7), ['a', 'f']), ['a', 'b']);
  expect(countSelected(all)).toBe(6);
});
