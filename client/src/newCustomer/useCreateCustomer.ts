import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { createCustomer } from '@caseload/shared/customers/endpoints.ts';
import { listViews } from '@caseload/shared/views/endpoints.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { putCustomer } from '../api/putCustomer.ts';
import type { NewCustomerBody } from './draftFaults.ts';

type Attempt = { readonly body: NewCustomerBody; readonly idempotencyKey: string };

export function useCreateCustomer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Attempt) => call(createCustomer, { body }, { idempotencyKey }),
    onSuccess: (customer) => {
      putCustomer(queryClient, customer);
      for (const list of [listCustomers, listViews])
        void queryClient.invalidateQueries({ queryKey: [list.id] });
    },
  });
}
