import { customerQuery } from '@caseload/client/api/customerQuery.ts';
import { putCustomer } from '@caseload/client/api/putCustomer.ts';
import { createQueryClient } from '@caseload/client/api/queryClient.ts';
import type { Customer } from '@caseload/shared/customers/customer.ts';
import { QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { summaryRow } from '../assignedWork/summaryRow.ts';

const opened: Customer = { ...summaryRow('c1', { phone: '1' }), notes: '', fields: {} };
const saved: Customer = { ...opened, phone: '2', version: 2, updatedAt: '2026-11-21T09:30:00.000002Z' };
const later: Customer = { ...opened, phone: '3', version: 3, updatedAt: '2026-11-21T09:30:00.000003Z' };

test('a reading that was under way while a save was answered does not bring back what was before', async () => {
  const client = createQueryClient();
  const answers = [opened, opened, later];
  const mayAnswer = Promise.withResolvers<void>();
  let reads = 0;
  const observer = new QueryObserver(client, {
    ...customerQuery('c1'),
    queryFn: async () => {
      reads += 1;
      const [answer = opened] = answers.splice(0, 1);
      if (reads === 2) await mayAnswer.promise;
      return answer;
    },
  });
  const leave = observer.subscribe(() => undefined);
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toEqual(opened));
  const second = observer.refetch();
  putCustomer(client, saved);
  expect(observer.getCurrentResult().data).toEqual(saved);
  mayAnswer.resolve();
  await second;
  expect(observer.getCurrentResult().data).toEqual(saved);
  await observer.refetch();
  expect(observer.getCurrentResult().data).toEqual(later);
  leave();
  client.clear();
});
