import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { expect, test } from 'vitest';
import type { FilteredList } from '@caseload/client/assignedWork/filterDocument.ts';
import { appendPages, countMoved, holdOrder, placeIn } from '@caseload/client/assignedWork/heldOrder.ts';
import { summaryRow as row } from './summaryRow.ts';

const statuses: Status[] = [
  { key: 'new', label: 'New', category: 'open', archived: false },
  { key: 'in_progress', label: 'In progress', category: 'open', archived: false },
  { key: 'closed', label: 'Closed', category: 'done', archived: false },
];
const open: FilteredList = { filter: { assignedTo: 'me', category: ['open'] }, sort: 'dueAt' };
const page = (...items: CustomerSummary[]) => ({ items });
const nobodyKnowsBetter = () => undefined;

test('pages that come are put behind, and nobody stands there twice', () => {
  const first = holdOrder('list', [page(row('a'), row('b'))]);
  const both = appendPages(first, [page(row('c')), page(row('b'), row('d'))]);
  expect(both.ids).toEqual(['a', 'b', 'd']);
  expect(both.pages).toBe(2);
  expect(appendPages(both, [page(row('z'))]).ids).toEqual(['a', 'b', 'd']);
});

test('a change counts when it decides about the place in this list, and only then', () => {
  const held = holdOrder('list', [page(row('a'), row('b'), row('c'))]);
  const place = placeIn(open, statuses);
  const countAfter = (values: Partial<CustomerSummary>) =>
    countMoved(held, (id) => (id === 'b' ? row('b', { version: 2, ...values }) : undefined), place, null);
  expect(countAfter({ name: 'Somebody else', tags: ['vip'], priority: 'urgent' })).toBe(0);
  expect(countAfter({ status: 'in_progress' })).toBe(0);
  expect(countAfter({ status: 'closed' })).toBe(1);
  expect(countAfter({ dueAt: '2026-11-21T09:30:00.000000Z' })).toBe(1);
  expect(countAfter({ assignedTo: 'x' })).toBe(1);
  expect(countAfter({ archived: true })).toBe(1);
});

test('customers that left or joined count, those pushed over the end of what is loaded do not', () => {
  const held = holdOrder('list', [page(row('a'), row('b'), row('c'), row('d'))]);
  const count = (...fresh: string[]) => countMoved(held, nobodyKnowsBetter, placeIn(open, statuses), fresh);
  expect(count('a', 'b', 'c', 'd')).toBe(0);
  expect(count('a', 'c', 'd', 'e')).toBe(1);
  expect(count('new', 'a', 'b', 'c')).toBe(1);
  expect(count('new', 'a', 'c', 'd')).toBe(2);
  expect(count('a', 'b')).toBe(0);
});
