import type { CustomerChange } from '@caseload/client/conflicts/customerChange.ts';
import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import fc from 'fast-check';

const tag = fc.constantFrom('bakery', 'monday', 'vip', 'late', 'cash');
const custom = fc.constantFrom('small', 'large', 7, true, null);

/** Few values per field, so that two people often choose the same one. */
export const change: fc.Arbitrary<CustomerChange> = fc.record(
  {
    name: fc.constantFrom('Harbour Bakery', 'Old Bakery', 'New Bakery'),
    email: fc.constantFrom(null, 'post@bakery.example', 'shop@bakery.example'),
    status: fc.constantFrom('new', 'waiting', 'escalated'),
    priority: fc.constantFrom(...PRIORITIES),
    dueAt: fc.constantFrom(null, '2026-12-01T10:00:00Z', '2026-12-05T10:00:00Z'),
    notes: fc.constantFrom('Calls every Monday.', 'Calls every Tuesday.', ''),
    tags: fc.uniqueArray(tag, { maxLength: 4 }),
    fields: fc.record({ size: custom, colour: custom }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
