import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { Customer, CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { getCustomer } from '@caseload/shared/customers/endpoints.ts';
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { endpointQuery } from '@caseload/client/api/endpointQuery.ts';
import { putCustomer } from '@caseload/client/api/putCustomer.ts';

const base: Customer = {
  id: 'b',
  name: 'Base',
  email: null,
  phone: null,
  status: 'new',
  priority: 'normal',
  assignedTo: null,
  archived: false,
  dueAt: null,
  followUpAt: null,
  notes: 'long',
  tags: [],
  fields: { colour: 'red' },
  version: 5,
  createdAt: '2026-11-21T09:30:00.000001Z',
  updatedAt: '2026-11-21T09:30:00.000005Z',
};
const { fields: _, notes: __, ...row } = base;
const rows: CustomerSummary[] = ['a', 'b', 'c'].map((id) => ({ ...row, id, name: id }));

let queryClient: QueryClient;
const single = endpointQuery(getCustomer, { params: { id: 'b' } }).queryKey;
const first = endpointQuery(listCustomers, { query: { assignedTo: 'me' } }).queryKey;
const second = endpointQuery(listCustomers, { query: { status: 'new', include: 'notes' } }).queryKey;

beforeEach(() => {
  queryClient = new QueryClient();
  queryClient.setQueryData(single, base);
  queryClient.setQueryData(first, { items: rows, nextCursor: 'n', total: 3 });
  queryClient.setQueryData(second, { items: [{ ...row, notes: 'old' }], nextCursor: null });
});

test('a newer version replaces the single row and every list row in place', () => {
  putCustomer(queryClient, { ...base, version: 6, name: 'New', notes: 'newer', status: 'closed' });
  expect(queryClient.getQueryData(single)).toMatchObject({ name: 'New', version: 6 });
  const page = queryClient.getQueryData(first);
  expect(page?.items.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(page).toMatchObject({ nextCursor: 'n', total: 3 });
  expect(page?.items[1]).toEqual({ ...row, version: 6, name: 'New', status: 'closed' });
  expect(queryClient.getQueryData(second)?.items[0]).toMatchObject({ notes: 'newer', version: 6 });
});

test.each([4, 5])('version %i changes nothing where 5 is known', (version) => {
  const before = queryClient.getQueryData(first);
  putCustomer(queryClient, { ...base, version, name: 'Late' });
  expect(queryClient.getQueryData(single)).toBe(base);
  expect(queryClient.getQueryData(first)).toBe(before);
});

test('a list without the customer stays the same object', () => {
  const before = queryClient.getQueryData(second);
  putCustomer(queryClient, { ...base, id: 'z', version: 9 });
  expect(queryClient.getQueryData(second)).toBe(before);
});
