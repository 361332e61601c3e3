import { expect, test } from 'vitest';
import { ALL_KEY_ACTIONS } from '@caseload/client/keys/keyActions.ts';
import { clashesOf, keysOf } from '@caseload/client/keys/keysOf.ts';

test('a person’s own key takes the place of the first, null takes it away, the others stay', () => {
  expect(keysOf('list.next', {})).toEqual(['j', 'ArrowDown']);
  expect(keysOf('list.next', { 'list.next': 'n' })).toEqual(['n', 'ArrowDown']);
  expect(keysOf('list.next', { 'list.next': null })).toEqual(['ArrowDown']);
  expect(keysOf('list.next', { 'list.next': 'ArrowDown' })).toEqual(['ArrowDown']);
  expect(keysOf('customers.new', { 'customers.new': null })).toEqual([]);
});

test('keys clash where the actions can meet: the same key, and one that begins a sequence', () => {
  const found = (key: string, own = {}) => clashesOf('customers.new', [key], own).map(({ action }) => action);
  expect(found('j')).toEqual(['list.next', 'customers.next']);
  expect(found('g')).toEqual(ALL_KEY_ACTIONS.filter((action) => action.startsWith('go.')));
  expect(found('g x')).toEqual([]);
  expect(found('j x')).toEqual(['list.next', 'customers.next']);
  expect(found('j', { 'list.next': 'n' })).toEqual(['customers.next']);
  expect(clashesOf('customers.next', ['j'], {})).toEqual([]);
});
