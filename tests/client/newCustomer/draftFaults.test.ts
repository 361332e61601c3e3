import { expect, test } from 'vitest';
import { bodyOf, faultsOf } from '@caseload/client/newCustomer/draftFaults.ts';
import { emptyDraft } from '@caseload/client/newCustomer/newCustomerDraft.ts';

const draft = { ...emptyDraft(''), name: ' Harbour Bakery ', email: '', due: '2026-07-01T12:00' };

test('a draft becomes a customer: trimmed, empty as null, due by the person’s clock', () => {
  expect(bodyOf(draft, 'Europe/Berlin')).toEqual({
    name: 'Harbour Bakery',
    email: null,
    phone: null,
    priority: 'normal',
    dueAt: '2026-07-01T10:00:00.000Z',
    assignedTo: null,
    notes: '',
  });
});

test('a name is needed, and an e-mail address has to be one', () => {
  expect(faultsOf(draft)).toEqual({});
  expect(faultsOf({ ...draft, name: '  ', email: 'nobody' })).toEqual({ name: 'missing', email: 'invalid' });
});
