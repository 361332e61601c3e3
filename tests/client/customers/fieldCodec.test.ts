import { fieldCodec, REMOVED } from '@caseload/client/customers/fieldCodec.ts';
import { applyChange } from '@caseload/client/conflicts/customerChange.ts';
import { customerState } from '@caseload/client/conflicts/customerState.ts';
import { diffCustomer, flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { expect, it, test } from 'vitest';
import { sampleCustomer } from './simulatedServer.ts';

const base = sampleCustomer({
  dueAt: '2026-12-01T10:00:00.000000Z',
  fields: { seats: 12, vip: true, size: 'small' },
});

it('reads back every field as the value it came from', () => {
  for (const field of flattenCustomer(customerState(base)).keys()) {
    const { toText, toChange } = fieldCodec(field);
    const change = toChange(toText(base), base);
    expect(change, field).not.toBeNull();
    expect(diffCustomer(customerState(base), change ?? {}), field).toEqual([]);
  }
});

test.each([
  ['name', '  New name ', { name: 'New name' }],
  ['email', ' ', { email: null }],
  ['phone', '', { phone: null }],
  ['assignedTo', '', { assignedTo: null }],
  ['archived', 'true', { archived: true }],
  ['dueAt', '', { dueAt: null }],
  ['dueAt', 'tomorrow', null],
  ['priority', 'soon', null],
  ['tags', 'bakery\n\nvip', { tags: ['bakery', 'vip'] }],
  ['notes', ' kept as typed ', { notes: ' kept as typed ' }],
  ['fields.seats', '14', { fields: { seats: 14 } }],
  ['fields.seats', 'fourteen', { fields: { seats: 'fourteen' } }],
  ['fields.seats', '', { fields: { seats: '' } }],
  ['fields.vip', 'false', { fields: { vip: false } }],
  ['fields.size', '14', { fields: { size: '14' } }],
  ['fields.added', 'new', { fields: { added: 'new' } }],
  ['fields.size', REMOVED, { fields: { size: null } }],
])('%s typed as %j means %j', (field, text, change) => {
  expect(fieldCodec(field).toChange(text, base)).toEqual(change);
});

it('keeps the moment of a time that is read and typed in the person’s zone', () => {
  const { toText, toChange } = fieldCodec('dueAt');
  const typed = toChange(toText(base).replace('2026', '2027'), base);
  expect(applyChange(base, typed ?? {}).dueAt?.slice(0, 4)).toBe('2027');
});
