import { fieldCodec, REMOVED } from '@caseload/client/customers/fieldCodec.ts';
import { learnCustomFields } from '@caseload/client/customFields/customFieldTypes.ts';
import type { CustomFieldType } from '@caseload/shared/customFields/customField.ts';
import { customerState } from '@caseload/client/conflicts/customerState.ts';
import { diffCustomer, flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { afterEach, expect, it, test } from 'vitest';
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

it('keeps a time as a moment, whatever its zone was written in', () => {
  const { toText, toChange } = fieldCodec('dueAt');
  expect(toText(base)).toBe('2026-12-01T10:00:00.000000Z');
  expect(toChange('2027-01-02T10:00:00+02:00', base)).toEqual({ dueAt: '2027-01-02T08:00:00.000Z' });
});

const field = (key: string, type: CustomFieldType) => ({
  key,
  label: key,
  type,
  choices: [],
  position: 0,
  archived: false,
  updatedAt: base.updatedAt,
});
afterEach(() => learnCustomFields([]));

test.each([
  ['fields.budget', '12,5', { fields: { budget: 12.5 } }],
  ['fields.budget', ' ', { fields: { budget: null } }],
  ['fields.budget', 'a lot', null],
  ['fields.seats', 'fourteen', null],
  ['fields.size', '', { fields: { size: null } }],
  ['fields.size', ' large ', { fields: { size: 'large' } }],
  ['fields.since', '2026-12-24', { fields: { since: '2026-12-24' } }],
  ['fields.since', REMOVED, { fields: { since: null } }],
  ['fields.added', '', { fields: { added: '' } }],
])('with a definition, %s typed as %j means %j', (name, text, change) => {
  learnCustomFields([
    field('budget', 'number'),
    field('seats', 'number'),
    field('size', 'choice'),
    field('since', 'date'),
  ]);
  expect(fieldCodec(name).toChange(text, base)).toEqual(change);
});
