import { QueryClient } from '@tanstack/react-query';
import { getCustomer } from '@caseload/shared/customers/endpoints.ts';
import { expect, test, vi } from 'vitest';
import { endpointQuery } from '@caseload/client/api/endpointQuery.ts';
import { createCustomerRows, customerRowsOf } from '@caseload/client/assignedWork/customerRows.ts';
import { summaryRow as row } from './summaryRow.ts';

test('the newest version wins, whatever order answers arrive in', () => {
  const rows = createCustomerRows();
  const listener = vi.fn();
  rows.subscribe(listener);
  rows.learn([row('a', { version: 3 }), row('b')]);
  rows.learn([row('a', { version: 2, name: 'old' })]);
  expect(rows.find('a')?.version).toBe(3);
  rows.learn([row('b', { version: 2, name: 'new' })]);
  expect(rows.find('b')?.name).toBe('new');
  expect(listener).toHaveBeenCalledTimes(2);
  expect(rows.changes()).toBe(2);
});

test('rows learn from every customer that is read or saved, before and after', () => {
  const queryClient = new QueryClient();
  const put = (id: string, version: number) =>
    queryClient.setQueryData(endpointQuery(getCustomer, { params: { id } }).queryKey, {
      ...row(id, { version }),
      notes: 'long',
      fields: { plan: 'gold' },
    });
  put('a', 4);
  const rows = customerRowsOf(queryClient);
  expect(rows.find('a')).toEqual(row('a', { version: 4 }));
  put('b', 2);
  expect(rows.find('b')?.version).toBe(2);
  expect(customerRowsOf(queryClient)).toBe(rows);
  queryClient.clear();
});
