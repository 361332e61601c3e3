import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { expect, test } from 'vitest';
import {
  type CustomerPage,
  hasSameOrder,
  withNewestRows,
} from '@caseload/client/assignedWork/useSteadyPage.ts';

const row = (id: string, version: number): CustomerSummary => ({
  id,
  version,
  name: `${id} of version ${version}`,
  email: null,
  phone: null,
  status: 'new',
  priority: 'normal',
  assignedTo: null,
  archived: false,
  dueAt: null,
  followUpAt: null,
  tags: [],
  createdAt: '2026-11-21T09:30:00.000001Z',
  updatedAt: '2026-11-21T09:30:00.000001Z',
});
const page = (...items: CustomerSummary[]): CustomerPage => ({
  items,
  nextCursor: 'next',
  total: items.length,
});

test('new values come in while the order stays, and no row leaves or joins', () => {
  const shown = page(row('a', 1), row('b', 2), row('c', 3));
  const fresh = page(row('c', 3), row('new', 1), row('a', 7), row('b', 1));
  const steady = withNewestRows(shown, fresh);
  expect(steady.items.map(({ id, version }) => [id, version])).toEqual([
    ['a', 7],
    ['b', 2],
    ['c', 3],
  ]);
  expect(steady.nextCursor).toBe('next');
});

test('only the order counts as another order', () => {
  const shown = page(row('a', 1), row('b', 1));
  expect(hasSameOrder(shown, page(row('a', 9), row('b', 9)))).toBe(true);
  expect(hasSameOrder(shown, page(row('b', 1), row('a', 1)))).toBe(false);
  expect(hasSameOrder(shown, page(row('a', 1)))).toBe(false);
  expect(hasSameOrder(shown, page(row('a', 1), row('b', 1), row('c', 1)))).toBe(false);
});
