import { expect, test } from 'vitest';
import { keysOf } from '@caseload/client/keys/keysOf.ts';
import { giveKey, judgeKey, resetKey, takeKey } from '@caseload/client/settings/ownKeys.ts';

test('a key is free, taken, fixed to another action, or the browser’s', () => {
  expect(judgeKey('customers.new', 'y', {})).toEqual({ is: 'free' });
  expect(judgeKey('customers.new', 'g y', {})).toEqual({ is: 'free' });
  expect(judgeKey('customers.new', 'c', {})).toEqual({ is: 'free' });
  expect(judgeKey('customers.new', 's', {})).toEqual({ is: 'taken', by: ['customers.status'] });
  expect(judgeKey('customers.new', 'Mod+z', {})).toEqual({ is: 'fixed', by: ['undo.run'] });
  expect(judgeKey('customers.new', 'Mod+w', {})).toEqual({ is: 'reserved' });
  expect(judgeKey('customers.new', 'g Tab', {})).toEqual({ is: 'reserved' });
  expect(judgeKey('list.next', 'm', {})).toEqual({ is: 'free' });
});

test('giving a key takes it from whoever would clash, and nothing usual is kept', () => {
  const own = giveKey({}, 'customers.new', 's');
  expect(own).toEqual({ 'customers.new': 's', 'customers.status': null });
  expect(keysOf('customers.status', own)).toEqual([]);
  expect(giveKey(own, 'customers.new', 'c')).toEqual({ 'customers.status': null });
});

test('taking and resetting, also when another action has the usual key by now', () => {
  const own = giveKey(takeKey({}, 'customers.status'), 'customers.new', 's');
  expect(resetKey(own, 'customers.status')).toEqual({ 'customers.new': null });
});
