import { earlierValues } from '@caseload/client/customers/earlierValue.ts';
import { fieldCodec } from '@caseload/client/customers/fieldCodec.ts';
import { restoredText } from '@caseload/client/customers/restoredText.ts';
import { describe, expect, it, test } from 'vitest';
import { sampleAction } from '../customerActions/sampleAction.ts';
import { sampleCustomer } from './simulatedServer.ts';

const customer = sampleCustomer({ phone: '1', fields: { size: 'small', seats: 12 } });

test.each([
  ['name', 'Old name', { name: 'Old name' }],
  ['email', null, { email: null }],
  ['phone', '+44 1', { phone: '+44 1' }],
  ['status', 'waiting', { status: 'waiting' }],
  ['priority', 'urgent', { priority: 'urgent' }],
  ['assignedTo', null, { assignedTo: null }],
  ['dueAt', '2026-12-01T09:30:15.123000Z', { dueAt: '2026-12-01T09:30:15.123Z' }],
  ['followUpAt', null, { followUpAt: null }],
  ['notes', ' as it was\n', { notes: ' as it was\n' }],
  ['tags', ['b', 'a'], { tags: ['b', 'a'] }],
  ['fields.size', 'large', { fields: { size: 'large' } }],
  ['fields.size', null, { fields: { size: null } }],
  ['fields.seats', 14, { fields: { seats: 14 } }],
  ['fields.gone', 14, { fields: { gone: 14 } }],
  ['fields.seats', 'many', { fields: { seats: 'many' } }],
  ['fields.size', true, { fields: { size: true } }],
  ['fields.gone', 'back', { fields: { gone: 'back' } }],
])('%s restored to %j is saved as that very value', (field, value, change) => {
  const text = restoredText(field, value, customer);
  expect(text).not.toBeNull();
  expect(fieldCodec(field).toChange(text ?? '', customer)).toEqual(change);
});

test.each([
  ['externalId', 'A-1'],
  ['priority', 'enormous'],
  ['name', null],
  ['tags', 'a'],
  ['fields.size', { nested: true }],
])('%s cannot be restored to %j', (field, value) => {
  expect(restoredText(field, value, customer)).toBeNull();
});

describe('earlier values', () => {
  const actions = [sampleAction(5), sampleAction(3), sampleAction(2)];

  it('are what each action set, and what was there before the oldest', () => {
    expect(
      earlierValues('phone', actions, true).map(({ value, change }) => [value, change === null]),
    ).toEqual([
      ['5', false],
      ['3', false],
      ['2', false],
      ['1', true],
    ]);
  });

  it('do not tell of a before that is not known, or that never was', () => {
    expect(earlierValues('phone', actions, false)).toHaveLength(3);
    const made = sampleAction(1, { type: 'create', changes: [{ field: 'phone', from: null, to: '1' }] });
    expect(earlierValues('phone', [...actions, made], true)).toHaveLength(4);
  });

  it('leave out actions of other fields', () => {
    expect(earlierValues('email', actions, true)).toEqual([]);
  });
});
