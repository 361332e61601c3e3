import { draftOffers, type Here } from '@caseload/client/customers/draftsOffered.ts';
import type { Draft } from '@caseload/shared/desk/endpoints.ts';
import { expect, it } from 'vitest';
import { sampleCustomer } from './simulatedServer.ts';

const customer = sampleCustomer();
const base = sampleCustomer({ phone: 'before' });

function draft(kind: string, content: Draft['content'], device = 'phone'): Draft {
  return { customerId: customer.id, kind, device, content, typedAt: '2026-11-21T08:00:00.000000Z' };
}

const inField = (name: string, text: string, device?: string) =>
  draft(`field.${name}`, { text, base: structuredClone(base), sent: null }, device);

function offered(drafts: readonly Draft[], over: Partial<Here> = {}) {
  const here: Here = {
    device: 'laptop',
    customer,
    comment: '',
    edit: () => null,
    isEnded: () => false,
    ...over,
  };
  return draftOffers(drafts, here).map(({ field, canUse }) => [field, canUse]);
}

it('offers comments and fields of other devices', () => {
  expect(offered([draft('comment', { text: 'half' }), inField('notes', 'half')])).toEqual([
    [null, true],
    ['notes', true],
  ]);
});

it('does not offer what is here already, nor what the customer holds', () => {
  expect(offered([draft('comment', { text: 'half' })], { comment: 'half a comment' })).toEqual([]);
  expect(offered([inField('notes', 'half')], { edit: () => 'half' })).toEqual([]);
  expect(offered([inField('notes', customer.notes)])).toEqual([]);
});

it('does not put text in the place of other text', () => {
  expect(offered([inField('notes', 'there')], { edit: () => 'here' })).toEqual([['notes', false]]);
});

it('offers this device’s own only when the browser has lost it', () => {
  const own = [draft('comment', { text: 'half' }, 'laptop'), inField('notes', 'half', 'laptop')];
  expect(offered(own)).toEqual([
    [null, true],
    ['notes', true],
  ]);
  expect(offered(own, { isEnded: () => true })).toEqual([]);
  expect(offered(own, { comment: 'going on', edit: () => 'going on' })).toEqual([]);
});

it('leaves out what it does not understand', () => {
  expect(offered([draft('comment', {}), draft('field.notes', { text: 'without a base' })])).toEqual([]);
});
