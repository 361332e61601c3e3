import { changesToShow, describeAction } from '@caseload/client/customerActions/describeAction.ts';
import type { FieldWords } from '@caseload/client/customers/fieldText.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import type { CustomerAction, FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { CustomField, CustomFieldType } from '@caseload/shared/customFields/customField.ts';
import { expect, it, test } from 'vitest';

const definition = (key: string, label: string, type: CustomFieldType): CustomField => ({
  key,
  label,
  type,
  choices: [],
  position: 0,
  archived: false,
  updatedAt: '2026-11-21T09:00:00.000000Z',
});

const words: FieldWords = {
  t: createI18n(en).t,
  language: 'en',
  timeZone: 'UTC',
  statuses: [
    { key: 'new', label: 'New', category: 'open', archived: false },
    { key: 'in_progress', label: 'In progress', category: 'open', archived: false },
  ],
  people: [
    { id: 'ana', name: 'Ana' },
    { id: 'ben', name: 'Ben' },
  ],
  customFields: [
    definition('seats', 'Number of seats', 'number'),
    definition('since', 'Customer since', 'date'),
  ],
};

function update(changes: FieldChange[], over: Partial<CustomerAction> = {}): CustomerAction {
  return {
    id: 'a',
    customerId: 'c',
    type: 'update',
    actor: { id: 'ana', name: 'Ana' },
    changes,
    comment: null,
    attachments: [],
    customerVersion: 2,
    via: 'browser',
    requestId: null,
    batchId: null,
    createdAt: '2026-11-21T09:00:00.000000Z',
    ...over,
  };
}

const one = (field: string, from: unknown, to: unknown) => update([{ field, from, to }]);

test.each([
  [one('status', 'new', 'in_progress'), 'Ana changed Status from New to In progress'],
  [one('status', 'gone', 'new'), 'Ana changed Status from gone to New'],
  [one('priority', 'normal', 'urgent'), 'Ana changed Priority from Normal to Urgent'],
  [one('email', null, 'a@b.example'), 'Ana set E-mail to a@b.example'],
  [one('phone', '1', null), 'Ana cleared Phone (was 1)'],
  [one('fields.vip', false, true), 'Ana changed vip from no to yes'],
  [one('assignedTo', null, 'ana'), 'Ana took this customer'],
  [one('assignedTo', 'ana', null), 'Ana handed this customer back'],
  [one('assignedTo', null, 'ben'), 'Ana assigned this customer to Ben'],
  [one('assignedTo', 'ben', 'ana'), 'Ana moved this customer from Ben to Ana'],
  [one('assignedTo', 'ben', null), 'Ana took this customer from Ben; it is nobody’s now'],
  [one('assignedTo', 'left', 'ben'), 'Ana moved this customer from somebody who is no longer listed to Ben'],
  [one('archived', false, true), 'Ana archived this customer'],
  [one('archived', true, false), 'Ana brought this customer back from the archive'],
  [one('tags', ['a'], ['a', 'b', 'c']), 'Ana added the tags b and c'],
  [one('tags', ['a', 'b'], ['b']), 'Ana removed the tag a'],
  [one('tags', ['a'], ['b']), 'Ana changed the tags: added b, removed a'],
  [one('tags', ['a', 'b'], ['b', 'a']), 'Ana edited Tags'],
  [one('notes', 'a', 'b'), 'Ana edited Notes'],
  [one('fields.story', 'x'.repeat(61), ''), 'Ana edited story'],
  [update([], { type: 'comment', comment: 'Hello' }), 'Ana commented'],
  [update([], { type: 'skip', comment: 'On holiday' }), 'Ana passed this customer over in the queue'],
  [one('externalId', null, 'A-1'), 'Ana set External id to A-1'],
  [one('createdAt', null, '2026-11-21T09:05:00.000000Z'), 'Ana set Created to 21 Nov 2026, 09:05'],
  [one('fields.seats', 1_200, 1_500), 'Ana changed Number of seats from 1,200 to 1,500'],
  [one('fields.since', null, '2026-12-24'), 'Ana set Customer since to 24 Dec 2026'],
  [one('fields.free', 'a', 'b'), 'Ana changed free from a to b'],
  [update([], { type: 'create', customerVersion: 1 }), 'Ana created this customer'],
  [update([], { type: 'import', customerVersion: 1 }), 'Ana imported this customer'],
  [update([], { type: 'import', customerVersion: 7 }), 'Ana updated this customer by an import'],
  [
    update([
      { field: 'status', from: 'new', to: 'in_progress' },
      { field: 'dueAt', from: null, to: '2026-12-01T10:00:00Z' },
    ]),
    'Ana changed Status and Due',
  ],
])('%# reads as a sentence', (action, sentence) => {
  expect(describeAction(words, action)).toBe(sentence);
});

it('shows below the sentence only what the sentence does not tell', () => {
  const short = { field: 'phone', from: '1', to: '2' };
  const long = { field: 'notes', from: 'a', to: 'b' };
  const blank = { field: 'email', from: null, to: null };
  expect(changesToShow(update([short]))).toEqual([]);
  expect(changesToShow(update([long]))).toEqual([long]);
  expect(changesToShow(update([short, long]))).toEqual([short, long]);
  expect(changesToShow(update([short, blank], { type: 'create', customerVersion: 1 }))).toEqual([short]);
  expect(changesToShow(update([short], { type: 'import', customerVersion: 3 }))).toEqual([short]);
});
